using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Indicators.Facts;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations;

/// <summary>Tells which figures would move if something were published.</summary>
internal static class FigureMoves
{
    /// <summary>Whether a change can move a figure at all.</summary>
    public static bool Concerns(Change change) => change.ContentCase == Change.ContentOneofCase.Tombstone
        ? FactMaker.Facets.Contains(change.Tombstone.Facet)
        : FactMaker.Concerns((int)change.ContentCase);

    /// <summary>The figures that would move.</summary>
    /// <param name="log">The log.</param>
    /// <param name="view">What stands now.</param>
    /// <param name="published">What would be published, in order.</param>
    /// <param name="time">The clock.</param>
    public static IEnumerable<FigureMove> Of(IExchangeLog log, IViewReader view, IEnumerable<Change> published, TimeProvider time)
    {
        var calculator = new FigureCalculator();
        var today = CivilDay.Today(time);
        var book = LiveFacts.Read(log, view, calculator.Measures, today).Book;
        var before = calculator.Calculate(book, view.Watermark);
        foreach (var change in published)
            _ = book.Apply(change);
        _ = book.Settle(today);
        return before.Zip(calculator.Calculate(book, view.Watermark))
            .Where(static pair => pair.First.Figure.Value != pair.Second.Figure.Value)
            .Select(static pair => new FigureMove { Code = pair.First.Key.Value, Before = pair.First.Figure.Value, After = pair.Second.Figure.Value });
    }
}
