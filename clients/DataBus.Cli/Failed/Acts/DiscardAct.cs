using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary><c>discard</c>.</summary>
internal sealed class DiscardAct : IDeskAct
{
    private readonly Option<string> _code;

    public DiscardAct(Texts texts)
    {
        _code = new Option<string>("--code") { Description = texts["opt.code"], DefaultValueFactory = _ => "" };
        _code.CompletionSources.Add([.. CodeTables.Find("discard_reason")?.Entries.Select(static entry => entry.Code) ?? []]);
    }

    public string Name => "discard";

    public bool NeedsReason => true;

    public bool TakesEdits => false;

    public IReadOnlyList<Option> Options => [_code];

    public IReadOnlyList<FailedState> States => [];

    public JobAct Of(ParseResult parsed, IReadOnlyList<string> edits) =>
        new JobAct { Discard = new JobDiscard { Code = parsed.GetValue(_code) } };

    public IReadOnlyList<string> GoodOf(JobAct act) => ["discarded", "proposed"];

    public async Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken)
    {
        var request = new DiscardFailedRequest { Items = { few.Items }, Reason = few.Reason, Code = few.Act.Discard.Code };
        return (await desk.DiscardFailedAsync(request, cancellationToken)).Results;
    }
}
