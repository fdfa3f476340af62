using System.Text.Json.Serialization;
using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>What went through: counts as numbers, every key always there.</summary>
internal sealed record UpReport(
    [property: JsonPropertyName("pushed")] ulong Pushed,
    [property: JsonPropertyName("accepted")] ulong Accepted,
    [property: JsonPropertyName("unchanged")] ulong Unchanged,
    [property: JsonPropertyName("known")] ulong Known,
    [property: JsonPropertyName("stale")] ulong Stale,
    [property: JsonPropertyName("held")] ulong Held,
    [property: JsonPropertyName("waiting")] ulong Waiting,
    [property: JsonPropertyName("refused")] ulong Refused,
    [property: JsonPropertyName("head")] ulong Head,
    [property: JsonPropertyName("entities")] EntityCount Entities,
    [property: JsonPropertyName("facets")] IReadOnlyDictionary<string, long> Facets,
    [property: JsonPropertyName("subscriber")] SubscriberReport Subscriber,
    [property: JsonPropertyName("sources")] IReadOnlyList<SourceReport> Sources,
    [property: JsonPropertyName("indicators")] IReadOnlyList<IndicatorReport> Indicators)
{
    public static UpReport Of(
        IReadOnlyList<SourceReport> sources, ulong head, CountEntitiesResponse entities, IReadOnlyDictionary<string, long> facets,
        SubscriberReport subscriber, ListIndicatorsResponse indicators) => new(
        Sum(sources, one => one.Read),
        Sum(sources, one => one.Accepted),
        Sum(sources, one => one.Unchanged),
        Sum(sources, one => one.Known),
        Sum(sources, one => one.Stale),
        Sum(sources, one => one.Held),
        Sum(sources, one => one.Waiting),
        Sum(sources, one => one.Refused),
        head,
        new EntityCount((long)entities.Enterprise, (long)entities.Platform, (long)entities.Achievement, (long)entities.Indicator),
        facets,
        subscriber,
        sources,
        [.. indicators.Indicators.Select(IndicatorReport.Of)]);

    private static ulong Sum(IEnumerable<SourceReport> sources, Func<SourceReport, ulong> count) => sources.Aggregate(0UL, (sum, one) => sum + count(one));
}

/// <summary>Where the subscriber stands.</summary>
internal sealed record SubscriberReport(
    [property: JsonPropertyName("revision")] ulong Revision,
    [property: JsonPropertyName("entities")] EntityCount Entities);

/// <summary>One source: what was read is the sum of the outcomes.</summary>
internal sealed record SourceReport(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("read")] ulong Read,
    [property: JsonPropertyName("accepted")] ulong Accepted,
    [property: JsonPropertyName("unchanged")] ulong Unchanged,
    [property: JsonPropertyName("known")] ulong Known,
    [property: JsonPropertyName("stale")] ulong Stale,
    [property: JsonPropertyName("held")] ulong Held,
    [property: JsonPropertyName("waiting")] ulong Waiting,
    [property: JsonPropertyName("refused")] ulong Refused)
{
    /// <summary>The source's counts since <paramref name="before"/>: a kept data directory has counts of earlier runs.</summary>
    public static SourceReport Of(string source, Tallies now, Tallies? before)
    {
        var start = before ?? new Tallies();
        var (accepted, unchanged, known) = (now.Accepted - start.Accepted, now.Unchanged - start.Unchanged, now.Known + now.SeenAgain - start.Known - start.SeenAgain);
        var (stale, held) = (now.Stale - start.Stale, now.Held - start.Held);
        var (waiting, refused) = (now.Waiting - start.Waiting, now.Refused - start.Refused);
        var read = accepted + unchanged + known + stale + held + waiting + refused;
        return new SourceReport(source, read, accepted, unchanged, known, stale, held, waiting, refused);
    }
}

/// <summary>One indicator; values are decimal text, null if there is no number.</summary>
internal sealed record IndicatorReport(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("actual")] string? Actual,
    [property: JsonPropertyName("target")] string? Target,
    [property: JsonPropertyName("computed")] string? Computed,
    [property: JsonPropertyName("reported")] string? Reported)
{
    public static IndicatorReport Of(IndicatorState state) => new(
        state.Code,
        state.HasActual ? state.Actual : null,
        state.HasTarget ? state.Target : null,
        state.HasComputed ? state.Computed : null,
        state.HasReported ? state.Reported : null);
}
