using System.IO.Compression;
using System.Text;
using Sylvan.Data.Csv;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>Rows of a CSV file by column name, gz or not, UTF-8 or GB18030; a trailer is left out.</summary>
internal static class CsvRows
{
    public static IEnumerable<IReadOnlyDictionary<string, string?>> Read(string file, string encoding = "utf-8")
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using Stream raw = File.OpenRead(file);
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var csv = CsvDataReader.Create(
            new StreamReader(stream, Encoding.GetEncoding(encoding)), new CsvDataReaderOptions { CsvStyle = CsvStyle.Lax, Delimiter = ',' });
        var names = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToArray();
        while (csv.Read())
        {
            if (csv.GetString(0) != "#END")
                yield return names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => (string?)csv.GetString(pair.place));
        }
    }
}
