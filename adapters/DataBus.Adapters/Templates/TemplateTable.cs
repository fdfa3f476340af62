using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>A filled template as mapped rows, read by the names of its columns.</summary>
internal sealed class TemplateTable : IFileTable
{
    private readonly SheetLines _lines;
    private readonly RowMapping _mapping;
    private readonly SourceVersion? _version;

    private TemplateTable(SheetLines lines, TemplateLayout layout, RowMapping mapping, SourceVersion? version)
    {
        _lines = lines;
        Layout = layout;
        _mapping = mapping;
        _version = version;
    }

    /// <summary>The layout of its facet kind.</summary>
    public TemplateLayout Layout { get; }

    /// <summary>What of the workbook is not read.</summary>
    public IReadOnlyList<string> NotRead { get; private init; } = [];

    /// <inheritdoc/>
    public IReadOnlySet<string>? Covered => new HashSet<string> { Layout.Facet.Name };

    /// <inheritdoc/>
    public ulong? Announced => null;

    /// <inheritdoc/>
    public bool HasRowsAfterTrailer => false;

    /// <summary>Opens a filled template.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">The source that it is filled by.</param>
    /// <exception cref="UnreadableFileException">It is no template, or cannot be read at all.</exception>
    public static TemplateTable Open(WaitingFile file, string source)
    {
        WorkbookBytes.DemandReadable(file.Path);
        var identity = TemplateIdentity.Find(file.Path, file.Pattern.Template!);
        var lines = new SheetLines(file.Path, identity.Sheet);
        return new TemplateTable(lines, identity.Layout, TemplateMapping.Of(identity.Layout, source), file.Version)
        {
            NotRead = lines.NotRead(TemplateWorkbook.CodeSheet, TemplateWorkbook.GuideSheetName),
        };
    }

    /// <inheritdoc/>
    public IEnumerable<(ulong Number, MappedItem? Item)> Rows(ColumnForms? forms = null) => Read().Select(row => (row.Number, (MappedItem?)row.Item));

    /// <summary>Reads the rows with their places in the sheet.</summary>
    public IEnumerable<(ulong Number, MappedItem Item, FileLine Line)> Read()
    {
        using var lines = _lines.Read().GetEnumerator();
        var header = Header(lines);
        var number = 0UL;
        while (lines.MoveNext())
        {
            var line = lines.Current;
            var row = new FileRow(header.Places, line) { Number = number + 1 };
            if (row[TemplateLayout.Marker] is TemplateLayout.HintMark or TemplateLayout.ExampleMark || IsEmpty(row))
                continue;
            number++;
            yield return (number, header.Misfit(line) is { } misfit
                ? RowMapping.Unreadable(number, line.Hash, misfit)
                : _mapping.Map(row, _version)!, line);
        }
    }

    /// <summary>The columns of the workbook.</summary>
    public TemplateHeader Header()
    {
        using var lines = _lines.Read().GetEnumerator();
        return Header(lines);
    }

    private TemplateHeader Header(IEnumerator<FileLine> lines) => lines.MoveNext()
        ? TemplateHeader.Check(lines.Current, Layout)
        : throw new UnreadableFileException(1, "工作表是空的", "the sheet is empty");

    // A row that only says that it came back was filled by us, and cleared by its owner.
    private bool IsEmpty(FileRow row) => Layout.Headers.Skip(1).All(header => row.IsBlank(header));
}
