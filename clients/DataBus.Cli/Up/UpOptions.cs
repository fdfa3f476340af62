namespace DataBus.Cli.Up;

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="Once">End when all sample data has gone through and the subscriber has it.</param>
/// <param name="Data">The hub's data directory, kept; null: a temporary one.</param>
/// <param name="NewEpoch">The directory is a copy: a new epoch begins.</param>
/// <param name="Plain">Without TLS and certificates, as a bare hub runs.</param>
/// <param name="Language">Tag of the language in which the hub says why it cannot start.</param>
internal sealed record UpOptions(bool Once, string? Data, bool NewEpoch, bool Plain, string Language);
