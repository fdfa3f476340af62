using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources.Files.Workbooks;

namespace DataBus.Adapters.Sources.Files;

/// <summary>The records of a file, text or workbook; reading twice gives the same.</summary>
internal sealed class FileRecords
{
    private readonly Func<IEnumerable<FileLine>> _read;

    private FileRecords(Func<IEnumerable<FileLine>> read, IReadOnlyList<string> notRead)
    {
        _read = read;
        NotRead = notRead;
    }

    /// <summary>What of the file is not read; for people.</summary>
    public IReadOnlyList<string> NotRead { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="UnreadableFileException">It cannot be read at all.</exception>
    public static FileRecords Open(string path, FileInput input)
    {
        if (WorkbookBytes.IsWorkbook(path))
        {
            WorkbookBytes.DemandReadable(path);
            var sheet = new SheetLines(path, input.Sheet);
            return new FileRecords(sheet.Read, sheet.NotRead());
        }
        FileBytes.DemandWhole(path);
        var encoding = TextEncoding.Find(path, input.Encoding);
        return new FileRecords(() => Lines(path, encoding, input.Delimiter), []);
    }

    /// <summary>Reads all records; the first is the header.</summary>
    public IEnumerable<FileLine> Read() => _read();

    private static IEnumerable<FileLine> Lines(string path, System.Text.Encoding encoding, char delimiter)
    {
        using var text = new StreamReader(FileBytes.Open(path), encoding, detectEncodingFromByteOrderMarks: false);
        foreach (var line in CsvLines.Read(text, delimiter))
            yield return line;
    }
}
