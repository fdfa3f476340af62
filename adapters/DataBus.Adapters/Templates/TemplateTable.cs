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

    private readonly bool _knowsExample;

    private TemplateTable(SheetLines lines, TemplateIdentity identity, RowMapping mapping, SourceVersion? version)
    {
        _lines = lines;
        Layout = identity.Layout;
        _mapping = mapping;
        _version = version;
        _knowsExample = identity.IsCurrent;
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
        return new TemplateTable(lines, identity, TemplateMapping.Of(identity.Layout, source), file.Version)
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
            var mark = row[TemplateLayout.Marker];
            if (mark == TemplateLayout.HintMark || (mark == TemplateLayout.ExampleMark && !IsOverwritten(row)) || IsEmpty(row))
                continue;
            number++;
            yield return (number, (mark == TemplateLayout.ExampleMark ? Overwritten() : header.Misfit(line)) is { } misfit
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

    private bool IsOverwritten(FileRow row) =>
        _knowsExample && Layout.Headers.Zip(TemplateExample.Of(Layout)).Any(cell => (row[cell.First] ?? "") != cell.Second);

    // Who fills the example in its own row means it, and would wonder where it went.
    private static Violation Overwritten() => new()
    {
        Rule = "kit.example_row",
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = "标着“示例”的行改动过, 没有读取. 是要填报的就清空这一行的“标记”, 否则恢复原样或删去这一行",
        MessageEn = "The row marked as the example was changed and is not read. Clear its marker if it is meant, else restore or delete it",
    };

    // A row that only says that it came back was filled by us, and cleared by its owner.
    private bool IsEmpty(FileRow row) => Layout.Headers.Skip(1).All(header => row.IsBlank(header));
}
