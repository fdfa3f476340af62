namespace DataBus.Hub.Desk;

/// <summary>A violation in memory, as <see cref="DeskRow"/> has it.</summary>
internal readonly record struct DeskRowViolation(int Rule, int Field, ulong Value);
