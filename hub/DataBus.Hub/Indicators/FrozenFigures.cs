using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>All figures as a meeting freezes them: computed and reported.</summary>
internal static class FrozenFigures
{
    /// <summary>One for each indicator, in code order.</summary>
    /// <param name="figures">The computed figures, as changes of their indicators.</param>
    /// <param name="facts">The facts that they rest on.</param>
    public static IEnumerable<MeetingFigure> Of(IReadOnlyList<Change> figures, FactStore facts)
    {
        var computed = figures.ToDictionary(static change => change.Key.Value, static change => change.Figure);
        return IndicatorDefinitions.All.Select(definition => Of(
            definition,
            computed.GetValueOrDefault(definition.Code),
            facts.Find(PlanKeys.OfCode(definition.Code))?.Of<ObservationFact>().Select(static fact => fact.Content) ?? []));
    }

    private static MeetingFigure Of(IndicatorDefinition definition, Figure? figure, IEnumerable<Observation> observations)
    {
        var frozen = new MeetingFigure { Code = definition.Code };
        if (Reports.Newest(observations, definition) is { } report && Reports.Number(report, definition.Direction) is { } number)
            (frozen.Reported, frozen.AsOf) = (number, report.AsOf);
        if (figure is { HasValue: true })
            frozen.Computed = figure.Value;
        if (figure is not null)
            (frozen.AsOf, frozen.Note) = (figure.AsOf, figure.NoteZh);
        if (figure is null && !frozen.HasReported)
            frozen.Note = "没有填报。";
        return frozen;
    }
}
