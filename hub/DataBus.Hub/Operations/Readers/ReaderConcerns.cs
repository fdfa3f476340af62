using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.Hub.Operations.Alerts;
using DataBus.V1;

namespace DataBus.Hub.Operations.Readers;

/// <summary>Named readers that somebody should look at, in the words that people read.</summary>
internal sealed class ReaderConcerns(ReaderBook book, ReaderStates states, ReaderOptions options)
{
    /// <summary>Readers that are there and acknowledge nothing, or have been away for long.</summary>
    public IReadOnlyList<ReaderAlarm> Alarms(DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. states.All(cancellationToken).Select(state => Of(state, now)).OfType<ReaderAlarm>()];

    /// <summary>Changes that a reader cannot take.</summary>
    public static Concern OfRejections(IGrouping<string, RejectionRow> rows)
    {
        var oldest = rows.Min(static row => row.RejectedAt)!.ToDateTimeOffset();
        var look = $"databus readers rejected {rows.Key}";
        return new Concern(
            $"rejected:{rows.Key}",
            (ulong)rows.Count(),
            $"订阅方 {rows.Key} 收不下 {rows.Count()} 条变更，最早于 {Concerns.Time(oldest)}。查看：{look}",
            $"The reader {rows.Key} rejected {rows.Count()} changes, the oldest at {Concerns.Time(oldest)} (+08:00). Look: {look}");
    }

    private ReaderAlarm? Of(ReaderState state, DateTimeOffset now)
    {
        if (state.ConnectedSince is null)
        {
            var since = state.DisconnectedAt?.ToDateTimeOffset() ?? book.StartedAt;
            if (state.Reason == ReaderReason.NeedsSnapshot && now - since >= options.AcknowledgeWithin)
                return MustBeginAnew(state.Name, since);
            return now - since < options.AbsentAfter ? null : Absent(state.Name, since);
        }
        if (state.WaitingFrom == 0)
            return null;
        var silent = new[] { state.ConnectedSince, state.AcknowledgedAt, state.WaitingSince }.Max()!.ToDateTimeOffset();
        return now - silent < options.AcknowledgeWithin ? null : Silent(state.Name, silent);
    }

    private static ReaderAlarm Absent(string name, DateTimeOffset since) => new(
        name,
        since,
        $"订阅方 {name} 自 {Concerns.Time(since)} 起没有连接。查看：databus readers show {name}；不再使用的：databus readers drop {name} --reason \"…\"",
        $"The reader {name} has not been connected since {Concerns.Time(since)} (+08:00). Look: databus readers show {name}; if nobody uses it: databus readers drop {name} --reason \"…\"");

    private static ReaderAlarm MustBeginAnew(string name, DateTimeOffset since) => new(
        name,
        since,
        $"订阅方 {name} 自 {Concerns.Time(since)} 起没有连接，且不能从原处继续，须重新取快照。应用自己不会这样做的：databus readers seek {name} --to-snapshot --reason \"…\"；不再使用的：databus readers drop {name} --reason \"…\"",
        $"The reader {name} has not been connected since {Concerns.Time(since)} (+08:00), and cannot go on where it stands: it needs a snapshot. If the app does not take one by itself: databus readers seek {name} --to-snapshot --reason \"…\"; if nobody uses it: databus readers drop {name} --reason \"…\"");

    private static ReaderAlarm Silent(string name, DateTimeOffset since) => new(
        name,
        since,
        $"订阅方 {name} 已连接，有变更在等，但自 {Concerns.Time(since)} 起没有确认任何内容。查看：databus readers show {name}",
        $"The reader {name} is connected, changes wait for it, and it has acknowledged nothing since {Concerns.Time(since)} (+08:00). Look: databus readers show {name}");
}
