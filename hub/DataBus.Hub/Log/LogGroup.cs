namespace DataBus.Hub.Log;

/// <summary>What is appended as one: all of it is on disk, or nothing.</summary>
/// <param name="ExpectedHead">The head that the group was decided on.</param>
/// <param name="Records">At least one; their revisions abut and follow the head.</param>
/// <param name="RawRows">Raw rows of what the records hold.</param>
internal sealed record LogGroup(ulong ExpectedHead, IReadOnlyList<LogRecord> Records, IReadOnlyList<RawRow> RawRows);
