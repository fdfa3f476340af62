namespace DataBus.Hub.Desk;

/// <summary>The largest groups of what matches.</summary>
/// <param name="Groups">Largest first; of two as large, the one with the older item.</param>
/// <param name="Total">How many groups there are in all.</param>
/// <param name="Revision">True for this revision.</param>
internal sealed record DeskGroups(IReadOnlyList<DeskGroup> Groups, ulong Total, ulong Revision);
