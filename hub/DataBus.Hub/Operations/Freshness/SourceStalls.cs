using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Operations.Freshness;

/// <summary>Finds sources that have not been heard from for twice as long as they should be, and which leg of the way stands still.</summary>
internal sealed class SourceStalls(Observations observations)
{
    /// <summary>Two times the expected pause: one that is late by a little is no stall.</summary>
    private const int Patience = 2;

    /// <summary>When a source was last heard from; null: never, as far as the log and this hub know.</summary>
    public DateTimeOffset? HeardAt(SourceRow row) => new[] { row.HeardAt?.ToDateTimeOffset(), observations.LastSpoke(row.Source) }.Max();

    /// <summary>The stall of a source; null: it was heard from in time, or nothing is expected.</summary>
    public Stall? Of(SourceRow row, DateTimeOffset now)
    {
        if (Expectation.Of(row)?.Every is not { } every)
            return null;
        // What was not heard while the hub was down is no fault of anybody else, and nobody is late before it was asked for.
        var heardAt = HeardAt(row);
        var from = new[] { heardAt, row.FreshnessAt?.ToDateTimeOffset(), observations.StartedAt }.Max()!.Value;
        if (now - from < every.ToTimeSpan() * Patience)
            return null;
        var (leg, zh, en) = LegOf(row, heardAt);
        var (sinceZh, sinceEn) = heardAt is { } heard
            ? ($"自 {Concerns.Time(heard)} 起", $"since {Concerns.Time(heard)} (+08:00)")
            : ("从来", "ever");
        return new Stall
        {
            Subject = row.Source,
            Leg = leg,
            Since = heardAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
            Every = every,
            TextZh = $"数源 {row.Source} {sinceZh}没有消息，应每 {Text(every)} 一次：{zh}",
            TextEn = $"The source {row.Source} has not been heard from {sinceEn}; it should be every {Text(every)}: {en}",
        };
    }

    private (StallLeg Leg, string Zh, string En) LegOf(SourceRow row, DateTimeOffset? heardAt)
    {
        if (row.Paused)
            return (StallLeg.Hub, $"数源已暂停（{BothTexts.Zh(row.PausedReason)}）。处理后：databus sources resume {row.Source}",
                $"it is paused ({BothTexts.En(row.PausedReason)}). When mended: databus sources resume {row.Source}");
        // A look counts until something came: what was said before that is of the past.
        var look = observations.LastLook(row.Source);
        if (look?.At < heardAt)
            look = null;
        if (look is { Unreadable.Length: > 0 } failed)
            return (StallLeg.Source, $"适配器读不了它：{failed.Unreadable}", $"its adapter cannot read it: {failed.Unreadable}");
        var holder = observations.Holder(row.Source);
        if (holder.Length == 0)
            return observations.LostBy(row.Source) is { } lost
                ? (StallLeg.Network, $"与适配器 {lost.Holder} 的连接于 {Concerns.Time(lost.At)} 中断，此后没有恢复。",
                    $"the connection to its adapter {lost.Holder} broke at {Concerns.Time(lost.At)} (+08:00) and has not come back.")
                : (StallLeg.Adapter, "没有适配器在运行。请启动它。", "no adapter runs. Start it.");
        return look is not null
            ? (StallLeg.Source, $"适配器 {holder} 在读，但没有新内容到来（文件未送达？）。", $"its adapter {holder} reads it, and nothing comes (a file that was not delivered?).")
            : (StallLeg.Adapter, $"适配器 {holder} 占有它，却不推送，也不说明原因。请查看适配器的日志。", $"the adapter {holder} holds it, and neither pushes nor says why. See the adapter's log.");
    }

    private static string Text(Duration every) => every.ToTimeSpan() switch
    {
        { TotalDays: >= 1, Hours: 0, Minutes: 0 } span => $"{span.Days} d",
        { TotalHours: >= 1, Minutes: 0 } span => $"{(int)span.TotalHours} h",
        var span => $"{(int)span.TotalMinutes} min",
    };
}
