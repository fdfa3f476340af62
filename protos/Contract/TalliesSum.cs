namespace DataBus.V1;

/// <summary>What counts tell together.</summary>
public sealed partial class Tallies
{
    /// <summary>The sum of the outcomes: how many changes were decided. Deletes, rows out of scope and files set aside stand outside it.</summary>
    public ulong Sum => Accepted + Unchanged + Known + SeenAgain + Stale + Held + Waiting + Refused;
}
