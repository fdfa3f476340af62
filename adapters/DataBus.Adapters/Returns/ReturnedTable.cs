using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.V1;

namespace DataBus.Adapters.Returns;

/// <summary>A corrected return workbook as rows, by the mapping of its source; each says which failed push it answers.</summary>
internal sealed class ReturnedTable : IFileTable
{
    private readonly SheetLines _lines;
    private readonly SourceDeclaration _source;
    private readonly RowMapping _mapping;
    private readonly SourceVersion? _version;

    private readonly OriginalRows _originals;

    private ReturnedTable(SheetLines lines, SourceDeclaration source, RowMapping mapping, SourceVersion? version, OriginalRows originals)
    {
        _lines = lines;
        _source = source;
        _mapping = mapping;
        _version = version;
        _originals = originals;
    }

    /// <inheritdoc/>
    public IReadOnlySet<string>? Covered => null;

    /// <inheritdoc/>
    public ulong? Announced => null;

    /// <inheritdoc/>
    public bool HasRowsAfterTrailer => false;

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">The source that it came back to.</param>
    /// <param name="mapping">Its mapping.</param>
    /// <param name="folder">Where the files are kept that the rows came in.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnreadableFileException">It cannot be read at all.</exception>
    public static async Task<ReturnedTable> OpenAsync(
        WaitingFile file, SourceDeclaration source, RowMapping mapping, DropFolder folder, CancellationToken cancellationToken)
    {
        WorkbookBytes.DemandReadable(file.Path);
        var lines = new SheetLines(file.Path, ReturnedWorkbook.Sheet);
        var (declared, mapped) = ReturnedShape.Find(lines.Read().Take(1).SelectMany(FileHeader.NamesOf).Where(name => !ReturnColumns.IsOurs(name)).ToHashSet(), source, mapping);
        var isWhole = declared.Columns.All(declared.Raw.Contains);
        HashSet<(string, ulong)> places =
        [
            .. Lines(lines, declared).Where(line => !isWhole || line.Line.Fields.Any(text => text.EndsWith(RawRow.Cut))).Select(line => line.Header.PlaceOf(line.Line)),
        ];
        var originals = await OriginalRows.LoadAsync(places, folder, (FileInput)source.Input, cancellationToken);
        return new ReturnedTable(lines, declared, mapped, file.Version, originals);
    }

    /// <inheritdoc/>
    public IEnumerable<(ulong Number, MappedItem? Item)> Rows(ColumnForms? forms = null)
    {
        var number = 0UL;
        foreach (var (header, line) in Lines(_lines, _source))
        {
            var corrected = new FileRow(header.Places, line) { Number = number + 1, Feed = _source.Feed };
            // One that could not be taken apart went out without columns, and came back so.
            if (header.IsBlank(corrected))
                continue;
            var id = header.IdOf(line);
            number++;
            var item = _mapping.Map(Completed(corrected, header, line), _version);
            if (item is not null)
                item.Item.Answers = id;
            yield return (number, item);
        }
    }

    private SourceRow Completed(FileRow corrected, ReturnedHeader header, FileLine line)
    {
        var (pass, row) = header.PlaceOf(line);
        if (_originals.Find(pass, row) is { } original)
            return new CompletedRow(corrected, original, header.WentOut) { Number = corrected.Number, Feed = corrected.Feed };
        return header.NotThere.Count == 0 ? corrected : throw header.Incomplete(line);
    }

    private static IEnumerable<(ReturnedHeader Header, FileLine Line)> Lines(SheetLines sheet, SourceDeclaration source)
    {
        using var lines = sheet.Read().GetEnumerator();
        var header = lines.MoveNext()
            ? ReturnedHeader.Check(lines.Current, source, ((FileInput)source.Input).AllowExtraColumns)
            : throw new UnreadableFileException(1, "工作表是空的", "the sheet is empty");
        while (lines.MoveNext())
            yield return (header, lines.Current);
    }
}
