using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Where a database source stands: after a row in version order, and perhaps in the middle of a sweep.</summary>
internal sealed record SqlPosition
{
    private static readonly JsonSerializerOptions _json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of the last row; null: none was read.</summary>
    [JsonPropertyName("version")]
    public SqlVersion? Version { get; init; }

    /// <summary>Key of the last row.</summary>
    [JsonPropertyName("key")]
    public string? Key { get; init; }

    /// <summary>Of a database with a commit fence: up to this version nothing can come late; null: nothing is known.</summary>
    [JsonPropertyName("fence")]
    public SqlVersion? Fence { get; init; }

    /// <summary>Rows of the open pass that are pushed.</summary>
    [JsonPropertyName("rows")]
    public ulong Rows { get; init; }

    /// <summary>Key after which the open sweep goes on; null: no sweep is open, or it is at its beginning.</summary>
    [JsonPropertyName("sweep")]
    public string? Sweep { get; init; }

    /// <summary>The place after which rows are new; null: all are.</summary>
    [JsonIgnore]
    public SqlPlace? Place => Version is null ? null : new SqlPlace(Version, Key!);

    /// <summary>Reads a position.</summary>
    public static SqlPosition Parse(string text) => text.Length == 0 ? new SqlPosition() : JsonSerializer.Deserialize<SqlPosition>(text, _json)!;

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, _json);
}
