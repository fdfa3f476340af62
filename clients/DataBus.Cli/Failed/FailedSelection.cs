using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>The failed pushes that a command line means, in one of three ways.</summary>
/// <param name="Items">Named one by one; empty in the other ways.</param>
/// <param name="Filter">All that match.</param>
/// <param name="Plan">Exactly what was rehearsed.</param>
internal sealed record FailedSelection(IReadOnlyList<FailedRef> Items, FailedFilter? Filter = null, StartJobRequest? Plan = null)
{
    /// <summary>So many may be acted on without a job, and a larger number is asked for before a job starts.</summary>
    public const int Few = 100;

    /// <summary>Whether the desk can act on them at once.</summary>
    public bool IsFew => Items.Count is > 0 and <= Few;

    /// <summary>As a job takes it.</summary>
    public Selection ToContract() => Filter is { } filter ? new Selection { Filter = filter } : new Selection { Items = { Items } };
}
