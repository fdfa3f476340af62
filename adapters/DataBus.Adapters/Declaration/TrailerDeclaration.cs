namespace DataBus.Adapters.Declaration;

/// <summary>The last row of a file, which tells how many rows stand before it.</summary>
/// <param name="Marker">Text of its first field.</param>
/// <param name="Count">The field, from 1, that holds the number of rows.</param>
internal sealed record TrailerDeclaration(string Marker, int Count);
