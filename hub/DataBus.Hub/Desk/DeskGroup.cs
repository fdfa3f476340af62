namespace DataBus.Hub.Desk;

/// <summary>Failed pushes with one cause.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the oldest was held.</param>
/// <param name="Newest">When the newest was held.</param>
/// <param name="Sources">The sources that they are of, in name order.</param>
/// <param name="Sample">Some ids, oldest first; at least one.</param>
internal sealed record DeskGroup(
    DeskCause Cause, ulong Count, DateTimeOffset Oldest, DateTimeOffset Newest, IReadOnlyList<string> Sources, IReadOnlyList<ulong> Sample);
