using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Http;

/// <summary>How far an open walk is pushed.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="ETag">ETag of the walk.</param>
/// <param name="Row">Items of it that are pushed.</param>
internal sealed record WalkPosition(
    [property: JsonPropertyName("feed")] string Feed,
    [property: JsonPropertyName("etag")] string ETag,
    [property: JsonPropertyName("row")] ulong Row);
