using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>A job and its items, as people read them.</summary>
internal static class JobPage
{
    public static void Show(CliContext context, Job job, IReadOnlyList<JobResult> items)
    {
        var texts = context.Texts;
        foreach (var (name, value) in Facts(job, texts).Where(fact => fact.Value.Length > 0))
            context.Output.Fact(texts[name], value);
        if (items.Count == 0)
            return;

        context.Output.Table(
            texts.IsChinese ? ["编号", "结果", "仍违反", "发布为修订"] : ["id", "result", "still breaks", "published as"],
            items.Select(item => (IReadOnlyList<string>)
                [$"{item.Id}", texts.Word("result", item.Result), string.Join(' ', item.Rules), item.AcceptedAs > 0 ? $"{item.AcceptedAs}" : ""]));
    }

    private static IEnumerable<(string Name, string Value)> Facts(Job job, Texts texts) =>
    [
        ("fact.job", $"{job.Job_} {JobText.ActOf(job.Act, texts)}"),
        ("fact.state", JobText.StateOf(job, texts)),
        ("fact.state-reason", job.StateReason),
        ("fact.actor", job.Actor),
        ("fact.reason", job.Reason),
        ("fact.filter", job.Filter),
        ("fact.second", texts.Half(job.NeedsSecond)),
        ("fact.decided-by", job.DecidedBy),
        ("fact.progress", $"{job.Done} / {job.Total}"),
        ("fact.results", JobText.CountsOf(job.Counts, texts)),
        ("fact.rate", job.Rate > 0 ? $"{job.Rate}" : ""),
        ("fact.created", DistrictTime.Text(job.CreatedAt)),
        ("fact.ended", DistrictTime.Text(job.EndedAt)),
        ("fact.undone-by", job.UndoneBy > 0 ? $"{job.UndoneBy}" : ""),
    ];
}
