namespace DataBus.Adapters.Declaration;

/// <summary>The version that a row has by itself.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsSequence">True: a whole number, a total order. False: a time, a coarse one.</param>
/// <param name="Formats">Formats of a time.</param>
internal sealed record VersionDeclaration(string Column, bool IsSequence, IReadOnlyList<string> Formats);
