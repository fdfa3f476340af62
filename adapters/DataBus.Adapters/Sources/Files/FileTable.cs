using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>A file as mapped rows, by the declaration of its source.</summary>
internal sealed class FileTable(
    FileRecords records, SourceVersion? version, ColumnDrift drift, FileInput input, RowMapping mapping) : IFileTable
{
    /// <inheritdoc/>
    public IReadOnlySet<string>? Covered => drift.Source.Covered;

    /// <inheritdoc/>
    public ulong? Announced { get; private set; }

    /// <inheritdoc/>
    public bool HasRowsAfterTrailer { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<(ulong Number, MappedItem? Item)> Rows(ColumnForms? forms = null)
    {
        (Announced, HasRowsAfterTrailer) = (null, false);
        var number = 0UL;
        using var lines = records.Read().GetEnumerator();
        var header = Header(lines);
        while (lines.MoveNext())
        {
            var line = lines.Current;
            if (IsTrailer(line))
                continue;
            HasRowsAfterTrailer |= Announced is not null;
            number++;
            if (header.Misfit(line) is { } misfit)
            {
                yield return (number, RowMapping.Unreadable(number, line.Hash, misfit));
                continue;
            }
            var row = new FileRow(header.Places, line) { Number = number, Feed = drift.Source.Feed };
            if (forms is not null)
                mapping.Sample(row, forms);
            yield return (number, mapping.Map(row, version));
        }
    }

    /// <summary>The records of a file as its rows are counted: the header as 0, then from 1 on, without the trailer.</summary>
    public static IEnumerable<(ulong Number, FileLine Line)> Numbered(FileRecords records, FileInput input)
    {
        var number = 0UL;
        foreach (var line in records.Read().Where(line => !IsTrailer(line, input)))
            yield return (number++, line);
    }

    private static bool IsTrailer(FileLine line, FileInput input) => input.Trailer is { } trailer && line.Fields[0].Trim() == trailer.Marker;

    private FileHeader Header(IEnumerator<FileLine> lines)
    {
        if (!lines.MoveNext())
            throw new UnreadableFileException(1, "文件是空的, 没有列名", "the file is empty: it has no header");
        var header = lines.Current;
        try
        {
            return FileHeader.Check(header, drift, input);
        }
        catch (Exception e) when (e is UnreadableFileException or SourceDriftException)
        {
            if (header.Cells is not null && FileHeader.Elsewhere(header, records.Read().Skip(1), mapping.Columns) is { } elsewhere)
                throw elsewhere;
            throw;
        }
    }

    private bool IsTrailer(FileLine line)
    {
        if (!IsTrailer(line, input))
            return false;
        var trailer = input.Trailer!;
        Announced = line.Fields.Length >= trailer.Count && ulong.TryParse(line.Fields[trailer.Count - 1].Trim(), out var count) ? count : ulong.MaxValue;
        return true;
    }
}
