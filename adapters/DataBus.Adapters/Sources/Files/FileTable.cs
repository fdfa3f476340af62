using System.Text;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>A file as mapped rows: reading it twice gives the same.</summary>
internal sealed class FileTable(
    WaitingFile file, Encoding encoding, SourceDeclaration source, FileInput input, RowMapping mapping)
{
    private readonly SourceVersion? _version = file.Version;

    /// <summary>Rows that the trailer told; null if there was none. Known after a whole reading.</summary>
    public ulong? Announced { get; private set; }

    /// <summary>True: rows stand after the trailer. Known after a whole reading.</summary>
    public bool HasRowsAfterTrailer { get; private set; }

    /// <summary>Reads the rows, from 1: what is pushed of each, null if it is out of scope.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be read at all.</exception>
    public IEnumerable<(ulong Number, MappedItem? Item)> Rows()
    {
        (Announced, HasRowsAfterTrailer) = (null, false);
        using var text = new StreamReader(FileBytes.Open(file.Path), encoding, detectEncodingFromByteOrderMarks: false);
        IReadOnlyDictionary<string, int>? header = null;
        var number = 0UL;
        foreach (var line in CsvLines.Read(text, input.Delimiter))
        {
            if (header is null)
            {
                header = FileHeader.Check(line, mapping.Columns, source.Ignore, input);
                continue;
            }
            if (IsTrailer(line))
                continue;
            HasRowsAfterTrailer |= Announced is not null;
            number++;
            yield return (number, line.Fields.Length == header.Count
                ? mapping.Map(new FileRow(header, line.Fields) { Number = number }, _version)
                : RowMapping.Unreadable(number, RawOf(line), WrongShape(line, header.Count)));
        }
        if (header is null)
            throw new UnreadableFileException(1, "文件是空的, 没有列名", "the file is empty: it has no header");
    }

    private bool IsTrailer(FileLine line)
    {
        if (input.Trailer is not { } trailer || line.Fields[0].Trim() != trailer.Marker)
            return false;
        Announced = line.Fields.Length >= trailer.Count && ulong.TryParse(line.Fields[trailer.Count - 1].Trim(), out var count) ? count : ulong.MaxValue;
        return true;
    }

    // Which field is which cannot be told, so not one of them may leave: the row is known again by a hash of its text.
    private static string RawOf(FileLine line) =>
        $$"""{"hash":"{{Convert.ToHexStringLower(OriginHash.OfRaw(Encoding.UTF8.GetBytes(line.Text)))}}"}""";

    private static Violation WrongShape(FileLine line, int columns) => new()
    {
        Rule = "kit.row_shape",
        RuleVersion = 1,
        Severity = Severity.Error,
        Value = "",
        MessageZh = $"文件第 {line.Line} 行应有 {columns} 列, 实有 {line.Fields.Length} 列 (引号未闭合或列内换行)",
        MessageEn = $"Line {line.Line} of the file should have {columns} fields and has {line.Fields.Length} (a quote not closed, or a newline inside a field)",
    };
}
