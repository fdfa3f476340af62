using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary><c>reread</c>.</summary>
internal sealed class RereadAct : IDeskAct
{
    public string Name => "reread";

    public bool NeedsReason => false;

    public bool TakesEdits => false;

    public IReadOnlyList<Option> Options => [];

    public IReadOnlyList<FailedState> States => [];

    public JobAct Of(ParseResult parsed, IReadOnlyList<string> edits) =>
        new JobAct { Reread = new JobReread() };

    public IReadOnlyList<string> GoodOf(JobAct act) => ["reread_asked"];

    public async Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken)
    {
        var request = new RereadFailedRequest { Items = { few.Items }, Reason = few.Reason };
        return (await desk.RereadFailedAsync(request, cancellationToken)).Results;
    }
}
