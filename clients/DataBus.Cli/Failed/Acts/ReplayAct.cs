using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary><c>replay</c>.</summary>
internal sealed class ReplayAct(Texts texts) : IDeskAct
{
    private readonly Option<bool> _take = new("--take") { Description = texts["opt.take"] };
    private readonly Option<bool> _force = new("--force") { Description = texts["opt.force"] };

    public string Name => "replay";

    public bool NeedsReason => false;

    public bool TakesEdits => false;

    public IReadOnlyList<Option> Options => [_take, _force];

    public IReadOnlyList<FailedState> States => [];

    public JobAct Of(ParseResult parsed, IReadOnlyList<string> edits) =>
        new JobAct { Replay = new JobReplay { Take = parsed.GetValue(_take), Force = parsed.GetValue(_force) } };

    public IReadOnlyList<string> GoodOf(JobAct act) => ["replayed", "proposed"];

    public async Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken)
    {
        var request = new ReplayFailedRequest { Items = { few.Items }, Reason = few.Reason, Take = few.Act.Replay.Take, Force = few.Act.Replay.Force };
        return (await desk.ReplayFailedAsync(request, cancellationToken)).Results;
    }
}
