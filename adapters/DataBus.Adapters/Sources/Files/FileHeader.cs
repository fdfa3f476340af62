using DataBus.Adapters.Declaration;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>The columns of a file, checked for drift before a row is pushed.</summary>
internal sealed class FileHeader
{
    private const int MaxHeaderRows = 5;

    private readonly List<string> _names;
    private readonly bool _takesMore;

    private FileHeader(List<string> names, bool takesMore)
    {
        _names = names;
        _takesMore = takesMore;
        Places = names.Select((name, index) => (name, index)).Where(column => column.name.Length > 0)
            .ToDictionary(column => column.name, column => column.index);
    }

    /// <summary>The place of each column.</summary>
    public IReadOnlyDictionary<string, int> Places { get; }

    /// <summary>Checks a header.</summary>
    /// <exception cref="UnreadableFileException">A column stands there twice.</exception>
    /// <exception cref="SourceDriftException">A column is gone or new.</exception>
    public static FileHeader Check(FileLine header, ColumnDrift drift, FileInput input)
    {
        var names = NamesOf(header);
        // A sheet may leave a column empty; only text cannot tell an empty column from a missing name.
        var named = header.Cells is not null ? names.Where(name => name.Length > 0).ToList() : names;
        var twice = string.Join(", ", named.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
        if (twice.Length > 0)
            throw new UnreadableFileException(header.Line, $"重复的列 {twice}. 请核对导出", $"doubled columns {twice}. Check the export");
        if (!drift.Used.Any(named.Contains))
            throw new UnreadableFileException(header.Line, "没有一个声明过的列: 不是这个来源的文件", "not one of the declared columns is there: it is no file of this source");
        drift.Demand(named, isNewDrift: !input.AllowExtraColumns);
        return new FileHeader(names, input.AllowExtraColumns);
    }

    /// <summary>Looks below a header that lacks columns for where they are; null if they are nowhere.</summary>
    /// <param name="header">The record that should be the header.</param>
    /// <param name="below">The records below it.</param>
    /// <param name="used">The columns that are needed.</param>
    public static UnreadableFileException? Elsewhere(FileLine header, IEnumerable<FileLine> below, IReadOnlyCollection<string> used)
    {
        var above = NamesOf(header);
        foreach (var line in below.Take(MaxHeaderRows))
        {
            var names = NamesOf(line);
            if (used.All(names.Contains))
            {
                return new UnreadableFileException(header.Line,
                    $"列名在第 {line.Line} 行. 请删去上面的行, 或设 header_row: {line.Line}",
                    $"the column names are in row {line.Line}. Delete the rows above it, or set header_row: {line.Line}");
            }
            if (used.Any(names.Contains) && used.All(column => names.Contains(column) || above.Contains(column)))
            {
                return new UnreadableFileException(header.Line,
                    $"列名分在第 {header.Line} 行和第 {line.Line} 行 (两行表头). 请合成一行",
                    $"the column names are in two rows, {header.Line} and {line.Line}. Make one row of them");
            }
        }
        return null;
    }

    /// <summary>The names in a header, trimmed; also the empty ones.</summary>
    public static List<string> NamesOf(FileLine header) => [.. header.Fields.Select(field => field.Trim().Trim('\uFEFF').Trim())];

    /// <summary>Why it cannot be told which field of a record is which; null if it can.</summary>
    public Violation? Misfit(FileLine line)
    {
        if (line.Cells is not { } cells)
        {
            return line.Fields.Length == _names.Count ? null : Broken("kit.row_shape",
                $"文件第 {line.Line} 行应有 {_names.Count} 列, 实有 {line.Fields.Length} 列 (引号未闭合或列内换行)",
                $"Line {line.Line} of the file should have {_names.Count} fields and has {line.Fields.Length} (a quote not closed, or a newline inside a field)");
        }
        if (NamesOf(line).Take(_names.Count).SequenceEqual(_names))
            return Broken("kit.header_again", $"第 {line.Line} 行又是列名. 请删去这一行", $"Row {line.Line} is the header again. Delete it");
        if (_takesMore || cells.FirstFilled(column => column >= _names.Count || _names[column].Length == 0) is not { } place)
            return null;
        return Broken("kit.row_shape",
            $"单元格 {place} 有内容, 而这一列没有列名. 请清空, 或补上列名", $"Cell {place} is filled, but its column has no name. Clear it, or name the column");
    }

    private static Violation Broken(string rule, string zh, string en) => new()
    {
        Rule = rule,
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = zh,
        MessageEn = en,
    };
}
