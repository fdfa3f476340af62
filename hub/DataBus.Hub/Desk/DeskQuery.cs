using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>Which failed pushes to find, with what a filter leaves to the moment of asking.</summary>
/// <param name="Filter">What must hold; a sound one.</param>
/// <param name="Sources">The sources of the bureau that it names; null: it names none.</param>
/// <param name="Now">The time of asking.</param>
/// <param name="Today">The civil day of asking.</param>
internal sealed record DeskQuery(FailedFilter Filter, IReadOnlyCollection<string>? Sources, DateTimeOffset Now, DateOnly Today)
{
    /// <summary>A filter at a moment; a source's bureau is what it is by then.</summary>
    public static DeskQuery Of(FailedFilter filter, IViewReader view, DateTimeOffset now, DateOnly today) => new(
        filter,
        filter.Bureau.Length == 0 ? null : [.. view.Sources().Where(row => row.Bureau == filter.Bureau).Select(static row => row.Source)],
        now,
        today);
}
