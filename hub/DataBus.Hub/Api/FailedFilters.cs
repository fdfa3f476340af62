using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Api;

/// <summary>Checks filters of failed pushes.</summary>
internal static class FailedFilters
{
    private const int MaxText = 500;

    // Seconds of the years 1 to 9999, as a Timestamp is bounded.
    private const long Earliest = -62_135_596_800;
    private const long Latest = 253_402_300_799;

    /// <summary>The filter that a request names, or one that all open failed pushes match; says everything that is wrong with it.</summary>
    public static FailedFilter Filter(this QueryRequests requests, FailedFilter? named)
    {
        var filter = named ?? new FailedFilter();
        _ = requests.Facet(filter.Facet, isRequired: false, "filter.facet");
        if (!System.Enum.IsDefined(filter.Kind))
            requests.Add("filter.kind", $"{(int)filter.Kind} 不是主体种类。", $"{(int)filter.Kind} is no kind.");
        if (!System.Enum.IsDefined(filter.Correction))
            requests.Add("filter.correction", $"{(int)filter.Correction} 不是更正通知的状态。", $"{(int)filter.Correction} is no state of a correction notice.");
        foreach (var state in filter.States.Where(static state => state == FailedState.Unspecified || !System.Enum.IsDefined(state)))
            requests.Add("filter.states", $"{(int)state} 不是失败推送的状态。", $"{(int)state} is no state of a failed push.");
        requests.Times(filter);
        requests.Texts(filter);
        return filter;
    }

    private static void Times(this QueryRequests requests, FailedFilter filter)
    {
        var isSound = requests.Time("filter.held_from", filter.HeldFrom) & requests.Time("filter.held_before", filter.HeldBefore);
        if (isSound && filter is { HeldFrom: not null, HeldBefore: not null } && filter.HeldBefore.CompareTo(filter.HeldFrom) <= 0)
            requests.Add("filter.held_before", "应晚于 held_from。", "It must be later than held_from.");
        if (filter.OlderThan is { } age && !(age.Seconds >= 0 && IsNormal(age)))
            requests.Add("filter.older_than", "应为不小于零的时长。", "It must be a duration of zero or more.");
    }

    private static bool Time(this QueryRequests requests, string field, Timestamp? time)
    {
        var isSound = time is null || (time.Seconds is >= Earliest and <= Latest && time.Nanos is >= 0 and < 1_000_000_000);
        if (!isSound)
            requests.Add(field, "不是时间。", "It is no time.");
        return isSound;
    }

    private static bool IsNormal(Duration age) => age.Seconds <= Duration.MaxSeconds && age.Nanos is >= 0 and < 1_000_000_000;

    private static void Texts(this QueryRequests requests, FailedFilter filter)
    {
        (string Field, string Text)[] texts =
        [
            ("bureau", filter.Bureau), ("source", filter.Source), ("pass", filter.Pass), ("rule", filter.Rule),
            ("field", filter.Field), ("value", filter.Value), ("key", filter.Key), ("cause", filter.Cause),
        ];
        foreach (var (field, text) in texts)
            requests.Text($"filter.{field}", text, MaxText, isRequired: false);
    }
}
