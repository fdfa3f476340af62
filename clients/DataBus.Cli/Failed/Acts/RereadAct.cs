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

    public IReadOnlyList<string> Good => ["reread_asked"];

    public IReadOnlyList<FailedState> States => [];

    public JobAct Of(ParseResult parsed, IReadOnlyList<string> edits) =>
        new JobAct { Reread = new JobReread() };

    public async Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken)
    {
        var request = new RereadFailedRequest { Items = { few.Items }, Reason = few.Reason };
        return (await desk.RereadFailedAsync(request, cancellationToken)).Results;
    }
}
