using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>That anything has arrived of which a formula could count: before that, a count of none says nothing.</summary>
/// <param name="Any">Counts what has arrived.</param>
/// <param name="What">What it is, in Chinese.</param>
internal sealed record Known(Measure Any, string What)
{
    /// <summary>The figure to give while nothing has arrived; null as soon as something has.</summary>
    public Figure? Lacks(FigureContext context) =>
        context.Total(Any) == 0 ? Formula.NoNumber($"尚未收到任何{What}，不能计数。") : null;
}
