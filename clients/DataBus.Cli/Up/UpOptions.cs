namespace DataBus.Cli.Up;

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="Once">End when all sample data has gone through and the subscriber has it.</param>
/// <param name="Data">The hub's data directory, kept; null: a temporary one.</param>
internal sealed record UpOptions(bool Once, string? Data);
