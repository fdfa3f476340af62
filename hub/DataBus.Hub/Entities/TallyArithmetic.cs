using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>Adds counts.</summary>
internal static class TallyArithmetic
{
    public static Tallies Plus(this Tallies left, Tallies right) => new()
    {
        Accepted = left.Accepted + right.Accepted,
        Unchanged = left.Unchanged + right.Unchanged,
        Known = left.Known + right.Known,
        SeenAgain = left.SeenAgain + right.SeenAgain,
        Stale = left.Stale + right.Stale,
        Held = left.Held + right.Held,
        Waiting = left.Waiting + right.Waiting,
        Refused = left.Refused + right.Refused,
        Deleted = left.Deleted + right.Deleted,
        OutOfScope = left.OutOfScope + right.OutOfScope,
        FilesSetAside = left.FilesSetAside + right.FilesSetAside,
    };

    /// <summary>Counts one more of an outcome.</summary>
    public static void Add(this Tallies tallies, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Accepted: tallies.Accepted++; break;
            case Outcome.Unchanged: tallies.Unchanged++; break;
            case Outcome.Known: tallies.Known++; break;
            case Outcome.SeenAgain: tallies.SeenAgain++; break;
            case Outcome.Stale: tallies.Stale++; break;
            case Outcome.Held: tallies.Held++; break;
            case Outcome.Waiting: tallies.Waiting++; break;
            case Outcome.Refused: tallies.Refused++; break;
            default: throw new InvalidOperationException($"No count for {outcome}.");
        }
    }
}
