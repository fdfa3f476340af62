using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Http;

/// <summary>Where an API source stands: what is known of each feed, and the walk that is open.</summary>
internal sealed record HttpPosition
{
    private static readonly JsonSerializerOptions _json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Feeds by name.</summary>
    [JsonPropertyName("feeds")]
    public SortedDictionary<string, FeedPosition> Feeds { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The walk that is open; null: none.</summary>
    [JsonPropertyName("walk")]
    public WalkPosition? Walk { get; init; }

    /// <summary>What is known of a feed.</summary>
    public FeedPosition Feed(string feed) => Feeds.GetValueOrDefault(feed) ?? new FeedPosition(null, null);

    /// <summary>The position with a feed's walk closed.</summary>
    public HttpPosition With(string feed, FeedPosition position) =>
        this with { Walk = null, Feeds = new(Feeds, StringComparer.Ordinal) { [feed] = position } };

    /// <summary>Reads a position.</summary>
    public static HttpPosition Parse(string text) => text.Length == 0 ? new HttpPosition() : JsonSerializer.Deserialize<HttpPosition>(text, _json)!;

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, _json);
}
