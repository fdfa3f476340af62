using Sylvan.Data.Csv;

namespace DataBus.Adapters.Sources.Files;

/// <summary>
/// Takes CSV text apart. Quotes are read leniently: a quote that is never closed would swallow the rows after it, so a
/// record with a newline inside is looked at line by line, and no sound line is lost.
/// </summary>
internal static class CsvLines
{
    // A larger record can only be an unclosed quote.
    private const int MaxRecordChars = 16 * 1024 * 1024;
    private const int BufferChars = 64 * 1024;

    /// <summary>Reads all records but empty lines; the first is the header.</summary>
    public static IEnumerable<FileLine> Read(TextReader text, char delimiter)
    {
        using var reader = CsvDataReader.Create(text, Options(delimiter));
        var line = 1L;
        var columns = -1;
        while (Next(reader, line))
        {
            var record = reader.GetRawRecordSpan().ToString();
            var lines = record.AsSpan().TrimEnd("\r\n").Count('\n') + 1;
            if (lines == 1)
            {
                var fields = Fields(reader);
                if (columns < 0)
                    columns = fields.Length;
                if (!IsBlank(fields))
                    yield return new FileLine(line, fields, record.TrimEnd('\r', '\n'));
            }
            else
            {
                foreach (var part in Parts(record, line, delimiter, columns))
                    yield return part;
            }
            line += lines;
        }
    }

    private static List<FileLine> Parts(string record, long line, char delimiter, int columns)
    {
        var texts = record.TrimEnd('\r', '\n').Split('\n');
        var parts = new List<FileLine>();
        for (var i = 0; i < texts.Length; i++)
        {
            var text = texts[i].TrimEnd('\r');
            using var reader = CsvDataReader.Create(new StringReader(text), Options(delimiter));
            // An odd quote is one that the line does not close: which field is which cannot be told.
            var fields = !reader.Read() ? [] : text.Count(c => c == '"') % 2 == 0 ? Fields(reader) : [text];
            if (fields.Length > 0 && !IsBlank(fields))
                parts.Add(new FileLine(line + i, fields, text));
        }
        // No line after the first is sound by itself: the newline belongs to a field, and the record stays one.
        return parts.Skip(1).Any(part => part.Fields.Length == columns)
            ? parts
            : [new FileLine(line, [record], record.TrimEnd('\r', '\n'))];
    }

    private static bool Next(CsvDataReader reader, long line)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvRecordTooLargeException)
        {
            throw new UnreadableFileException(line, "引号未闭合, 其后内容无法分行", "a quote is never closed; what follows cannot be taken apart");
        }
    }

    private static string[] Fields(CsvDataReader reader)
    {
        var fields = new string[reader.RowFieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = reader.GetString(i);
        return fields;
    }

    private static bool IsBlank(string[] fields) => fields.Length == 1 && string.IsNullOrWhiteSpace(fields[0]);

    private static CsvDataReaderOptions Options(char delimiter) => new()
    {
        HasHeaders = false,
        CsvStyle = CsvStyle.Lax,
        Delimiter = delimiter,
        Comment = '\0',
        BufferSize = BufferChars,
        MaxBufferSize = MaxRecordChars,
    };
}
