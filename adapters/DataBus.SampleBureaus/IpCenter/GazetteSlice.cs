using System.IO.Compression;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>The bundled slice of the real gazette.</summary>
internal static class GazetteSlice
{
    public static IReadOnlyList<string> Files() => [.. Directory.GetFiles(BundledData.Path("gazette")).Order(StringComparer.Ordinal)];

    /// <summary>Granted documents of the slice, with their holders, in the order of the files; each number once.</summary>
    public static IReadOnlyList<GrantedPatent> Granted() =>
    [
        .. Files().Where(file => file.EndsWith(".gz", StringComparison.Ordinal) && !file.Contains("published", StringComparison.Ordinal))
            .SelectMany(Rows)
            .Select(fields => new GrantedPatent(fields[2], fields[1], Holders(fields[6])))
            .DistinctBy(patent => patent.DocumentNumber),
    ];

    // The centre's own system has one separator, the gazette's copies several.
    private static string Holders(string text) => string.Join(';', text
        .Replace("??", "", StringComparison.Ordinal)
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // The fields wanted here contain no quoted commas in this slice; a row with quotes is passed over.
    private static IEnumerable<string[]> Rows(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains('"', StringComparison.Ordinal))
                yield return line.Split(',');
        }
    }
}
