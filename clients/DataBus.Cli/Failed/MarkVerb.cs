using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed confirm|review</c>: what people say about what was mended; no job does it.</summary>
internal sealed class MarkVerb
{
    private readonly SelectionOptions _selection;
    private readonly Option<string> _reason;
    private readonly Option<bool> _yes;

    private MarkVerb(GlobalOptions options)
    {
        _selection = new SelectionOptions(options);
        _reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        _yes = new Option<bool>("--yes") { Description = options.Texts["opt.job-yes"] };
    }

    public static Command Confirm(GlobalOptions options) => new MarkVerb(options).Create(
        options,
        "confirm",
        async (desk, items, reason, token) =>
            (await desk.ConfirmFailedAsync(new ConfirmFailedRequest { Items = { items }, Reason = reason }, token)).Results,
        ["confirmed"],
        "failed confirm 4711 --reason \"区税务局来函确认\"", "failed confirm --job 5120 --correction open --reason \"…\"");

    public static Command Review(GlobalOptions options) => new MarkVerb(options).Create(
        options,
        "review",
        async (desk, items, reason, token) =>
            (await desk.ReviewFailedAsync(new ReviewFailedRequest { Items = { items }, Reason = reason }, token)).Results,
        ["reviewed"],
        "failed review 4711 --reason \"与执照一致\"", "failed review --unreviewed --reason \"…\"");

    private Command Create(
        GlobalOptions options,
        string verb,
        Func<DeskClient, IEnumerable<FailedRef>, string, CancellationToken, Task<IReadOnlyList<DeskResult>>> say,
        string[] good,
        params string[] examples)
    {
        var command = options.Command(verb, $"failed.{verb}", examples);
        _selection.AddTo(command);
        command.Options.Add(_reason);
        command.Options.Add(_yes);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var items = await ItemsAsync(_selection.Of(parsed, takesEdits: false), context);
            await Agreement.DemandAsync(context, (ulong)items.Count, parsed.GetValue(_yes));
            var results = new List<DeskResult>();
            foreach (var part in items.Chunk(FailedSelection.Few))
                results.AddRange(await say(context.Client.Desk, part, parsed.GetValue(_reason)!, context.Token));
            return ResultTable.Show(context, results, good);
        });
        return command;
    }

    // At the versions that were seen: what moves in between is told as moved.
    private static async Task<IReadOnlyList<FailedRef>> ItemsAsync(FailedSelection selection, CliContext context) => selection.Filter is { } filter
        ? await context.Client.Desk.ListAllFailedAsync(filter, context.Token)
            .Select(static item => new FailedRef { Id = item.Id, Version = item.Version }).ToListAsync(context.Token)
        : selection.Items;
}
