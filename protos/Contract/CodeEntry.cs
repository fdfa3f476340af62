namespace DataBus.V1;

/// <summary>One code of a code table.</summary>
/// <param name="Code">The code as the contract carries it.</param>
/// <param name="Zh">Chinese name, for people.</param>
/// <param name="Raw">Texts that sources write for it, besides code and name.</param>
public sealed record CodeEntry(string Code, string Zh, IReadOnlyList<string> Raw);
