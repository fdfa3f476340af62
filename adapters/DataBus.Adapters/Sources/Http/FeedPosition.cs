using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Http;

/// <summary>What is known of a feed after its last walk.</summary>
/// <param name="ETag">ETag of that walk; null: none was closed.</param>
/// <param name="Since">Highest sequence seen; null: none.</param>
internal sealed record FeedPosition(
    [property: JsonPropertyName("etag")] string? ETag, [property: JsonPropertyName("since")] long? Since);
