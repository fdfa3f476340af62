using System.Text.Json;

namespace DataBus.Adapters.Sources.Files;

/// <summary>What a manifest beside a file says of it.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Sha256">SHA-256 of its bytes, hex; null if it does not say.</param>
/// <param name="AsOf">Its as-of; null if it does not say.</param>
/// <param name="Wrong">Why the manifest cannot be read; null if it can.</param>
internal sealed record Manifest(ulong? Rows, string? Sha256, string? AsOf, string? Wrong)
{
    /// <summary>Reads a manifest; one that cannot be read says so.</summary>
    public static Manifest Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return new Manifest(root.GetProperty("rows").GetUInt64(), Text(root, "sha256"), Text(root, "as_of"), null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new Manifest(null, null, null, e.Message);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
