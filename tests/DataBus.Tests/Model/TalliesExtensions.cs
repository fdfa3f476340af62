using DataBus.V1;

namespace DataBus.Tests.Model;

internal static class TalliesExtensions
{
    public static void Add(this Tallies sum, Tallies more)
    {
        sum.Accepted += more.Accepted;
        sum.Unchanged += more.Unchanged;
        sum.Known += more.Known;
        sum.SeenAgain += more.SeenAgain;
        sum.Stale += more.Stale;
        sum.Held += more.Held;
        sum.Waiting += more.Waiting;
        sum.Refused += more.Refused;
        sum.Deleted += more.Deleted;
        sum.OutOfScope += more.OutOfScope;
        sum.FilesSetAside += more.FilesSetAside;
    }
}
