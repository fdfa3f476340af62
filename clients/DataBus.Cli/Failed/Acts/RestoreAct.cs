using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary><c>restore</c>.</summary>
internal sealed class RestoreAct : IDeskAct
{
    public string Name => "restore";

    public bool NeedsReason => true;

    public bool TakesEdits => false;

    public IReadOnlyList<Option> Options => [];

    // What is open cannot be restored: a filter that names no state means the discarded ones.
    public IReadOnlyList<FailedState> States => [FailedState.Discarded];

    public JobAct Of(ParseResult parsed, IReadOnlyList<string> edits) =>
        new JobAct { Restore = new JobRestore() };

    public IReadOnlyList<string> GoodOf(JobAct act) => ["restored"];

    public async Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken)
    {
        var request = new RestoreFailedRequest { Items = { few.Items }, Reason = few.Reason };
        return (await desk.RestoreFailedAsync(request, cancellationToken)).Results;
    }
}
