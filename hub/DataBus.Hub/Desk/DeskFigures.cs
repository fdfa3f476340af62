namespace DataBus.Hub.Desk;

/// <summary>How the failed pushes of a source stand.</summary>
/// <param name="Source">The source.</param>
/// <param name="OpenByRule">Open ones by the rule of their cause, most first; those of rarer rules together under an empty name.</param>
/// <param name="OldestOpen">When the oldest open one was held; null if none is open.</param>
/// <param name="Replayed">Closed by a replay.</param>
/// <param name="Settled">Closed by the source itself.</param>
/// <param name="Discarded">Closed by an operator.</param>
/// <param name="Returned">Given back to the bureau, and open.</param>
/// <param name="Overdue">Of these, those whose day has passed.</param>
/// <param name="OpenCorrections">Correction notices that are open.</param>
/// <param name="OverdueReviews">Mended by one operator alone, and looked at by nobody in time.</param>
internal sealed record DeskFigures(
    string Source,
    IReadOnlyList<KeyValuePair<string, int>> OpenByRule,
    DateTimeOffset? OldestOpen,
    int Replayed,
    int Settled,
    int Discarded,
    int Returned,
    int Overdue,
    int OpenCorrections,
    int OverdueReviews);
