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

    private ReturnedTable(SheetLines lines, SourceDeclaration source, RowMapping mapping, SourceVersion? version)
    {
        _lines = lines;
        _source = source;
        _mapping = mapping;
        _version = version;
    }

    /// <inheritdoc/>
    public IReadOnlySet<string>? Covered => null;

    /// <inheritdoc/>
    public ulong? Announced => null;

    /// <inheritdoc/>
    public bool HasRowsAfterTrailer => false;

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="UnreadableFileException">It cannot be read at all.</exception>
    public static ReturnedTable Open(WaitingFile file, SourceDeclaration source, RowMapping mapping)
    {
        WorkbookBytes.DemandReadable(file.Path);
        var lines = new SheetLines(file.Path, ReturnedWorkbook.Sheet);
        var feed = FeedOf(lines, source);
        return new ReturnedTable(lines, source.Of(feed), mapping.Of(feed), file.Version);
    }

    /// <inheritdoc/>
    public IEnumerable<(ulong Number, MappedItem? Item)> Rows(ColumnForms? forms = null)
    {
        using var lines = _lines.Read().GetEnumerator();
        var header = lines.MoveNext()
            ? ReturnedHeader.Check(lines.Current, _source, ((FileInput)_source.Input).AllowExtraColumns)
            : throw new UnreadableFileException(1, "工作表是空的", "the sheet is empty");
        var number = 0UL;
        while (lines.MoveNext())
        {
            var row = new FileRow(header.Places, lines.Current) { Number = number + 1, Feed = _source.Feed };
            // One that could not be taken apart went out without columns, and came back so.
            if (header.IsBlank(row))
                continue;
            var id = header.IdOf(lines.Current);
            number++;
            var item = _mapping.Map(row, _version);
            if (item is not null)
                item.Item.Answers = id;
            yield return (number, item);
        }
    }

    // A source of several lists: the one whose columns are there.
    private static string FeedOf(SheetLines lines, SourceDeclaration source)
    {
        var feeds = ((FileInput)source.Input).Files.Select(pattern => pattern.Feed).Distinct().ToList();
        if (feeds is [var only])
            return only;
        var names = lines.Read().Take(1).SelectMany(ReturnedHeader.NamesOf).ToHashSet();
        var fitting = feeds.Where(feed => source.Of(feed).Columns.All(names.Contains)).ToList();
        return fitting is [var one] ? one : throw new UnreadableFileException(
            1, $"无法确定是哪一份清单 (有: {string.Join(", ", feeds)}): 请按清单分开退回", $"it cannot be told which list it is of (there are: {string.Join(", ", feeds)}): return them one by one");
    }
}
