using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Reads the indicators: definition, newest figure, newest observation.</summary>
internal static class IndicatorStates
{
    public static IEnumerable<IndicatorState> Read(IViewReader view, IExchangeLog log) =>
        PlanEntities.Read(view, log)
            .Where(static entity => entity.Facets.Any(static facet => IsOfIndicator(facet.Change)))
            .Select(static entity => Of(entity));

    // Tasks and meetings are of the same kind of entity.
    private static bool IsOfIndicator(Change change) =>
        change.ContentCase is Change.ContentOneofCase.IndicatorDefinition or Change.ContentOneofCase.Observation or Change.ContentOneofCase.Figure;

    private static IndicatorState Of(Entity entity)
    {
        var changes = entity.Facets.Select(static facet => facet.Change).ToArray();
        var definition = changes.Select(static change => change.IndicatorDefinition).FirstOrDefault(static found => found is not null)
            ?? new IndicatorDefinition();
        var figure = changes.Select(static change => change.Figure).FirstOrDefault(static found => found is not null);
        var observations = entity.Facets
            .Where(static facet => facet.Change.Observation is not null)
            .Select(static facet => facet.Change.Observation)
            .ToArray();
        var state = DefinedIndicator.Of(entity.Key.Value, definition, observations);
        AddFigure(state, figure);
        AddObservation(state, Reports.Newest(observations, definition));
        Choose(state, figure);
        return state;
    }

    private static void AddFigure(IndicatorState state, Figure? figure)
    {
        if (figure is null)
            return;
        if (figure.HasValue)
            state.Computed = figure.Value;
        state.ComputedAsOf = figure.AsOf;
        state.ComputedNote = figure.NoteZh;
        state.Inputs.Add(figure.Inputs);
    }

    private static void AddObservation(IndicatorState state, Observation? observation)
    {
        if (observation is null)
            return;
        state.Observation = observation;
        if (Reports.Number(observation, state.Direction) is { } reported)
            state.Reported = reported;
    }

    private static void Choose(IndicatorState state, Figure? figure)
    {
        if (state.HasComputed)
            (state.Actual, state.AsOf) = (state.Computed, state.ComputedAsOf);
        else if (state.HasReported)
            (state.Actual, state.AsOf) = (state.Reported, state.Observation.AsOf);
        else
            state.Note = figure is { NoteZh.Length: > 0 } ? figure.NoteZh : "尚未计算，也没有填报。";
    }
}
