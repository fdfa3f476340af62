using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>How much of a source's error budget is used.</summary>
/// <param name="Held">Changes that were held; what was held before and came again does not count.</param>
/// <param name="Changes">Changes that were decided.</param>
internal readonly record struct BudgetUse(ulong Held, ulong Changes)
{
    /// <summary>Below so many changes a share says nothing.</summary>
    private const ulong ManyChanges = 100;

    /// <summary>The use by the open pass, since it began or its source was last let go on; none if no pass is open.</summary>
    public static BudgetUse Of(SourceRow row) => row.OpenPass is null ? default : OfPass(row);

    /// <summary>The use by the newest pass, also if it is closed by now.</summary>
    public static BudgetUse OfPass(SourceRow row) => Of(row.PassTallies).Minus(Of(row.BudgetFrom));

    /// <summary>The use by one batch, or a whole pass.</summary>
    public static BudgetUse Of(Tallies? tallies) => tallies is null ? default : new BudgetUse(tallies.Held, tallies.Sum);

    public BudgetUse Plus(BudgetUse more) => new(Held + more.Held, Changes + more.Changes);

    public bool Exceeds(BudgetSet budget) => (budget.MaxHeld > 0 && Held > budget.MaxHeld)
        || (budget.MaxPercent > 0 && Changes >= ManyChanges && Held * 100 > budget.MaxPercent * Changes);

    private BudgetUse Minus(BudgetUse before) => new(Held - before.Held, Changes - before.Changes);
}
