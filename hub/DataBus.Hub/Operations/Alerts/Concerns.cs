using System.Globalization;
using DataBus.Hub.Entities;
using DataBus.Hub.Operations.Readers;
using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>What somebody should look at, in the words that people read: rule, field, count, since when, and the command to look.</summary>
internal static class Concerns
{
    /// <summary>Everything that is to be looked at now.</summary>
    public static IEnumerable<Concern> Of(IViewReader view, DeskWatch desk, DateTimeOffset now, string today) =>
    [
        .. desk.Causes.Select(static one => OfFailures(one.Cause, one.Count, one.Oldest)),
        .. view.Sources().Where(static row => row.Paused).Select(OfPause),
        .. OfDue(desk.Due, now, today),
        .. desk.StuckJobs.Select(OfJob),
        .. view.Rejections().Where(static row => row.ClosedAt is null).GroupBy(static row => row.Name).Select(ReaderConcerns.OfRejections),
    ];

    /// <summary>What should have been done by now: corrected by its bureau, looked at by another operator.</summary>
    public static IEnumerable<Concern> OfDue(IEnumerable<WatchedItem> items, DateTimeOffset now, string today)
    {
        WatchedItem[] due = [.. items];
        return
        [
            .. due.Where(item => IsOverdue(item, today)).GroupBy(static item => item.Source).Select(OfReturned),
            .. due.Where(item => item.ReviewDue <= now).GroupBy(static item => item.Source).Select(OfReviews),
        ];
    }

    /// <summary>Name of the alert about a paused source.</summary>
    public static string PauseOf(string source) => $"paused:{source}";

    private static bool IsOverdue(WatchedItem item, string today) => item.Due.Length > 0 && string.CompareOrdinal(item.Due, today) < 0;

    private static Concern OfFailures(FailureCause cause, ulong count, DateTimeOffset oldest)
    {
        var look = $"databus failed list --source {cause.Source} --rule {cause.Rule}";
        var (fieldZh, fieldEn) = cause.Field.Length == 0 ? (" ", "") : ($"（字段 {cause.Field}）", $" (field {cause.Field})");
        return new Concern(
            $"failed:{cause.Source}:{cause.Rule}:{cause.Field}",
            count,
            $"数源 {cause.Source} 有 {count} 条数据因规则 {cause.Rule}{fieldZh}被搁置，最早于 {Time(oldest)}。查看：{look}",
            $"{count} failed pushes of {cause.Source} are held by the rule {cause.Rule}{fieldEn}, the oldest since {Time(oldest)} (+08:00). Look: {look}");
    }

    private static Concern OfPause(SourceRow row) => new(
        PauseOf(row.Source),
        1,
        $"数源 {row.Source} 已暂停：{BothTexts.Zh(row.PausedReason)}。处理后：databus sources resume {row.Source}",
        $"The source {row.Source} is paused: {BothTexts.En(row.PausedReason)}. When mended: databus sources resume {row.Source}");

    private static Concern OfReturned(IGrouping<string, WatchedItem> items)
    {
        var oldest = items.Min(static item => item.Due);
        var look = $"databus failed list --source {items.Key} --overdue";
        return new Concern(
            $"overdue:{items.Key}",
            (ulong)items.Count(),
            $"退回数源 {items.Key} 的 {items.Count()} 条数据逾期未改，最早应于 {oldest} 前改正。查看：{look}",
            $"{items.Count()} failed pushes returned to {items.Key} are overdue, the oldest since {oldest}. Look: {look}");
    }

    private static Concern OfReviews(IGrouping<string, WatchedItem> items)
    {
        var oldest = items.Min(static item => item.ReviewDue)!.Value;
        var look = $"databus failed list --source {items.Key} --unreviewed";
        return new Concern(
            $"review:{items.Key}",
            (ulong)items.Count(),
            $"数源 {items.Key} 有 {items.Count()} 条由一人独自改正的数据逾期未复核，最早应于 {Time(oldest)} 前复核。查看：{look}",
            $"{items.Count()} failed pushes of {items.Key} that one operator mended alone are not reviewed, the oldest was due at {Time(oldest)} (+08:00). Look: {look}");
    }

    // What somebody wrote as its reason may name a value: the job is to be looked at.
    private static Concern OfJob(Job job) => job.State == JobState.Proposed
        ? new Concern(
            $"job-proposed:{job.Job_}",
            1,
            $"{job.Actor} 提出的作业 {job.Job_}（{job.Total} 条）等待另一人批准。查看：databus failed job {job.Job_}；批准：databus failed approve {job.Job_} --reason \"…\"",
            $"The job {job.Job_} of {job.Actor} ({job.Total} items) waits for a second person. Look: databus failed job {job.Job_}; approve: databus failed approve {job.Job_} --reason \"…\"")
        : new Concern(
            $"job-stopped:{job.Job_}",
            1,
            $"作业 {job.Job_} 失败过多，停在 {job.Total} 条中的第 {job.Done} 条。查看：databus failed job {job.Job_}；继续：databus failed resume {job.Job_}",
            $"The job {job.Job_} has stopped at {job.Done} of {job.Total} items: too much failed. Look: databus failed job {job.Job_}; go on: databus failed resume {job.Job_}");

    /// <summary>An instant as people of the district read it.</summary>
    public static string Time(DateTimeOffset at) => DistrictTime.Of(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
