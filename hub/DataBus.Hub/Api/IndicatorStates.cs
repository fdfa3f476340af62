using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Reads the indicators: definition, newest figure, newest observation.</summary>
internal static class IndicatorStates
{
    private const string Rank = "rank";

    public static IEnumerable<IndicatorState> Read(IViewReader view, IExchangeLog log) =>
        EntitySlots.Scan(view, AddressKey.KindPrefix(Kind.Indicator), null)
            .Select(slots => GoldenRecord.Of(slots, log, static change => change.ContentCase != Change.ContentOneofCase.Pending))
            .OfType<Entity>()
            .Select(static entity => Of(entity));

    private static IndicatorState Of(Entity entity)
    {
        var changes = entity.Facets.Select(static facet => facet.Change).ToArray();
        var definition = changes.Select(static change => change.IndicatorDefinition).FirstOrDefault(static found => found is not null);
        var figure = changes.Select(static change => change.Figure).FirstOrDefault(static found => found is not null);
        var observation = Newest(entity);
        var state = new IndicatorState
        {
            Code = entity.Key.Value,
            Name = definition?.Name ?? "",
            Unit = definition?.Unit ?? "",
            Direction = definition?.Direction ?? "",
        };
        if (definition is { HasTarget: true })
            state.Target = definition.Target;
        Fill(state, figure, observation);
        return state;
    }

    private static void Fill(IndicatorState state, Figure? figure, Observation? observation)
    {
        if (figure is { HasValue: true })
            state.Computed = figure.Value;
        if (observation is not null && Reported(observation, state.Direction) is { } reported)
            state.Reported = reported;

        if (state.HasComputed)
            (state.Actual, state.AsOf) = (state.Computed, figure!.AsOf);
        else if (state.HasReported)
            (state.Actual, state.AsOf) = (state.Reported, observation!.AsOf);
        else
            state.Note = figure is { NoteZh.Length: > 0 } ? figure.NoteZh : "尚未计算，也没有填报。";
    }

    // A rank is reported in place of a value where the plan's target is a rank.
    private static string? Reported(Observation observation, string direction)
    {
        var value = observation.HasValue ? observation.Value : null;
        var rank = observation.HasRank ? observation.Rank : null;
        return direction == Rank ? rank ?? value : value ?? rank;
    }

    private static Observation? Newest(Entity entity) => entity.Facets
        .Where(static facet => facet.Change.Observation is not null)
        .OrderBy(static facet => facet.Change.Observation.AsOf, StringComparer.Ordinal)
        .ThenBy(static facet => facet.Revision)
        .LastOrDefault()?.Change.Observation;
}
