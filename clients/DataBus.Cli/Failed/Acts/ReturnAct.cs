using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary><c>return</c>.</summary>
internal sealed class ReturnAct(Texts texts) : IDeskAct
{
    private readonly Option<uint> _days = new("--days") { Description = texts["opt.days"], DefaultValueFactory = _ => 5 };

    public string Name => "return";

    public bool NeedsReason => true;

    public bool TakesEdits => false;

    public IReadOnlyList<Option> Options => [_days];

    public IReadOnlyList<FailedState> States => [];

    public JobAct Of(ParseResult parsed, IReadOnlyList<string> edits) =>
        new JobAct { Return = new JobReturn { WorkingDays = parsed.GetValue(_days) } };

    public IReadOnlyList<string> GoodOf(JobAct act) => ["returned"];

    public async Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken)
    {
        var request = new ReturnFailedRequest { Items = { few.Items }, Reason = few.Reason, WorkingDays = few.Act.Return.WorkingDays };
        return (await desk.ReturnFailedAsync(request, cancellationToken)).Results;
    }
}
