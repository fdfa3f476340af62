using System.Text.Json;

namespace DataBus.Adapters.Sources.Http;

/// <summary>A feed as it stood at one moment.</summary>
/// <param name="ETag">Stands for the whole list.</param>
/// <param name="Items">All items, in the API's order.</param>
/// <param name="Total">How many items the API says there are; null: it does not say.</param>
internal sealed record FeedWalk(string ETag, IReadOnlyList<JsonElement> Items, ulong? Total);
