namespace DataBus.Hub.Log;

/// <summary>Raw bytes of a held row, kept outside the log in a column family of their own.</summary>
/// <param name="Revision">The revision that holds it: the failed push's id.</param>
/// <param name="Bytes">The row as its source sent it.</param>
internal sealed record RawRow(ulong Revision, ReadOnlyMemory<byte> Bytes);
