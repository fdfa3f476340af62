using DataBus.V1;

namespace DataBus.Adapters.Rereads;

/// <summary>A row that was read again.</summary>
/// <param name="Item">What the mapping makes of it.</param>
/// <param name="Sha256">The file that it stands in; empty if it stands in none.</param>
internal sealed record RereadRow(PushItem Item, string Sha256 = "");
