namespace DataBus.Hub.Intake.Acts;

/// <summary>Who acts on failed pushes, and why.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Job">The job; 0: none.</param>
/// <param name="Approved">A second person has approved it.</param>
internal sealed record Doer(string Actor, string Reason, ulong Job = 0, bool Approved = false);
