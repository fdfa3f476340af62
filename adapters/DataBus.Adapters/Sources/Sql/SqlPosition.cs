using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Where a database source stands: after a row in version order, and perhaps in the middle of a sweep.</summary>
internal sealed record SqlPosition
{
    private static readonly JsonSerializerOptions _json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Version of the last row.</summary>
    [JsonPropertyName("version")]
    public long? Version { get; init; }

    /// <summary>Key of the last row; null: all rows of the version are read.</summary>
    [JsonPropertyName("key")]
    public SqlKey? Key { get; init; }

    /// <summary>Rows of the open pass that are pushed.</summary>
    [JsonPropertyName("rows")]
    public ulong Rows { get; init; }

    /// <summary>Key after which the open sweep goes on; null: no sweep is open, or it is at its beginning.</summary>
    [JsonPropertyName("sweep")]
    public SqlKey? Sweep { get; init; }

    /// <summary>Tells whether a row stands after the position, in version order.</summary>
    public bool IsBefore(SqlRow row) =>
        Version is null || row.Version > Version || (row.Version == Version && Key is not null && row.Key.CompareTo(Key) > 0);

    /// <summary>Reads a position.</summary>
    public static SqlPosition Parse(string text) => text.Length == 0 ? new SqlPosition() : JsonSerializer.Deserialize<SqlPosition>(text, _json)!;

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, _json);
}
