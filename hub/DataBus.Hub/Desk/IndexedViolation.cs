namespace DataBus.Hub.Desk;

/// <summary>A violation as failed pushes are found by it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The field path.</param>
/// <param name="Value">The value; empty where lists may not show it.</param>
internal readonly record struct IndexedViolation(string Rule, string Field, string Value);
