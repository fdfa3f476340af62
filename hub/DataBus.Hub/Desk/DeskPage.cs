namespace DataBus.Hub.Desk;

/// <summary>What a query found.</summary>
/// <param name="Ids">Ids of a page, oldest first.</param>
/// <param name="Total">How many match in all.</param>
/// <param name="HasMore">Whether more follow behind the page.</param>
/// <param name="Revision">True for this revision.</param>
internal sealed record DeskPage(IReadOnlyList<ulong> Ids, ulong Total, bool HasMore, ulong Revision);
