using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>What was decided about one change.</summary>
internal sealed record Decided(Outcome Outcome, ulong FailedId = 0, IReadOnlyList<Violation>? Violations = null)
{
    /// <summary>True: so much waits at its address that the source pauses.</summary>
    public bool Overfull { get; init; }

    public static Decided Accepted { get; } = new(Outcome.Accepted);

    public static Decided Unchanged { get; } = new(Outcome.Unchanged);

    public static Decided Known { get; } = new(Outcome.Known);
}
