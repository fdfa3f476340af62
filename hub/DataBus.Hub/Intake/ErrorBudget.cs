using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>
/// Notices that more of a pass (or of a batch outside any) is held than the source's budget allows: a mapping or a system has changed,
/// and every further row would only be one more for the desk.
/// </summary>
internal static class ErrorBudget
{
    /// <summary>Why the source must be paused after a batch; null if it need not be.</summary>
    /// <param name="source">The source before the batch's counts; its pass may have been opened, or closed, by the batch.</param>
    /// <param name="pass">The pass of the batch; empty if it has none.</param>
    /// <param name="batch">The counts of the batch.</param>
    public static PauseSet? Pause(SourceRow source, string pass, Tallies batch)
    {
        if (source.Budget is not { } budget || batch.Held == 0)
            return null;
        var use = BudgetUse.Of(batch);
        if (pass.Length > 0)
            use = use.Plus(BudgetUse.OfPass(source));
        return use.Exceeds(budget) ? new PauseSet { Paused = true, Actor = Writer.HubActor, Reason = Reason(source.Source, budget, use) } : null;
    }

    private static string Reason(string source, BudgetSet budget, BudgetUse use)
    {
        var limits = string.Join(" / ", new[]
        {
            budget.MaxHeld > 0 ? $"{budget.MaxHeld}" : "",
            budget.MaxPercent > 0 ? $"{budget.MaxPercent} %" : "",
        }.Where(static limit => limit.Length > 0));
        return $"ERROR_BUDGET：{use.Changes} 条中有 {use.Held} 条被搁置，超过预算 {limits}；先看 databus failed groups --source {source}，处理后执行 databus sources resume {source}"
            + $" / {use.Held} of {use.Changes} changes are held, over the budget of {limits}; look at databus failed groups --source {source}, mend, databus sources resume {source}";
    }
}
