using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>Rehearses, shows what would become of it, and writes the plan.</summary>
internal sealed class RehearsalRun(CliContext context, (string? Plan, int Limit) how)
{
    private Texts Texts => context.Texts;

    public async Task RunAsync(RehearseJobRequest request, string reason)
    {
        var items = new List<RehearsedItem>();
        var sum = new RehearsalSum();
        await foreach (var message in context.Client.Jobs.RehearseAsync(request, context.Token))
        {
            if (context.Output.IsJson)
                context.Output.Json(message);
            if (message.Item is { } item)
                items.Add(item);
            sum = message.Sum ?? sum;
        }

        if (how.Plan is { } file)
            await PlanFile.WriteAsync(file, PlanOf(request, items, sum, reason), context);
        if (!context.Output.IsJson)
            Show(request.Act, items, sum);
    }

    // By its items as they were seen: what matches the filter only later was not rehearsed.
    private static StartJobRequest PlanOf(RehearseJobRequest request, IEnumerable<RehearsedItem> items, RehearsalSum sum, string reason) => new()
    {
        Selection = request.Act.Undo is null ? new Selection { Items = { items.Select(static item => item.Item) } } : null,
        Act = request.Act,
        Reason = reason,
        RehearsedAt = sum.Revision,
        RuleSet = sum.RuleSet,
    };

    private void Show(JobAct act, List<RehearsedItem> items, RehearsalSum sum)
    {
        context.Output.Table(
            Texts.IsChinese
                ? ["编号", "地址", "结果", "为何不发布", "差异", "随后放行", "在看的订阅"]
                : ["id", "address", "result", "why not", "difference", "releases", "readers"],
            items.Take(how.Limit).Select(Row));
        if (items.Count > how.Limit)
            context.Output.Line(Texts.Format("shown", how.Limit));
        context.Output.Line(Texts.Format("rehearsed.sum", sum.Revision, sum.RuleSet, JobText.CountsOf(sum.Counts, Texts)));
        foreach (var figure in sum.Figures)
            context.Output.Line(Texts.Format("rehearsed.figure", figure.Code, OrNone(figure.Before), OrNone(figure.After)));
        if (sum.NeedsSecond.Length > 0)
            context.Output.Line(Texts.Format("job.second", Texts.Half(sum.NeedsSecond)));
        context.Output.Line(how.Plan is { } file ? Texts.Format("rehearsed.plan", JobText.VerbOf(act), file) : Texts["rehearsed.none"]);
    }

    private IReadOnlyList<string> Row(RehearsedItem item) =>
    [
        $"{item.Item.Id}",
        item.Address is { } address ? ItemText.AddressOf(address) : "",
        Texts.Word("result", item.Result),
        string.Join("; ", (string[])[.. Given(Texts.Half(item.Conflict)), .. item.Violations.Select(broken => $"{broken.Rule} {ItemText.MessageOf(broken, Texts)}")]),
        string.Join("; ", item.Diff.Select(diff => $"{diff.Path}: {OrNone(diff.Before)} → {OrNone(diff.After)}")),
        item.Releases > 0 ? $"{item.Releases}" : "",
        item.Subscribers > 0 ? $"{item.Subscribers}" : "",
    ];

    private static string[] Given(string text) => text.Length > 0 ? [text] : [];

    private static string OrNone(string text) => text.Length > 0 ? text : "∅";
}
