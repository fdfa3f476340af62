using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Files;

/// <summary>Where a file source stands: after a row of a file.</summary>
/// <param name="Sha256">SHA-256 of the file, lower-case hex.</param>
/// <param name="AsOf">Its as-of; empty if it has none.</param>
/// <param name="Row">Rows of it that are pushed.</param>
internal sealed record FilePosition(
    [property: JsonPropertyName("sha256")] string Sha256,
    [property: JsonPropertyName("as_of")] string AsOf,
    [property: JsonPropertyName("row")] ulong Row)
{
    /// <summary>Where a source stands that never pushed.</summary>
    public static readonly FilePosition None = new("", "", 0);

    /// <summary>Reads a position.</summary>
    public static FilePosition Parse(string text) =>
        text.Length == 0 ? None : JsonSerializer.Deserialize<FilePosition>(text) ?? None;

    /// <summary>Writes the position after a row of the same file.</summary>
    public string After(ulong row) => JsonSerializer.Serialize(this with { Row = row });

    /// <summary>Tells whether the position is in a file.</summary>
    public bool IsIn(string sha256, string asOf) => Sha256 == sha256 && AsOf == asOf;
}
