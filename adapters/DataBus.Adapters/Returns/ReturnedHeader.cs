using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;

namespace DataBus.Adapters.Returns;

/// <summary>The columns of a corrected return workbook: those of the bus are no data, the bureau's own must be all there.</summary>
internal sealed class ReturnedHeader
{
    private readonly Dictionary<string, int> _all;
    private readonly HashSet<ulong> _ids = [];
    private readonly string _source;
    private readonly int _width;

    private ReturnedHeader(string source, List<string> names)
    {
        _source = source;
        _width = names.Count;
        _all = names.Index().Where(name => name.Item.Length > 0).ToDictionary(name => name.Item, name => name.Index);
        Places = _all.Where(column => !ReturnColumns.IsOurs(column.Key)).ToDictionary();
    }

    /// <summary>The place of each column of the bureau.</summary>
    public IReadOnlyDictionary<string, int> Places { get; }

    /// <summary>The columns that left the bureau.</summary>
    public IReadOnlySet<string> WentOut { get; private init; } = new HashSet<string>();

    /// <summary>Columns that the mapping reads and the workbook does not have: they never left the bureau.</summary>
    public IReadOnlyList<string> NotThere { get; private init; } = [];

    /// <summary>Checks the header.</summary>
    /// <param name="header">The first row.</param>
    /// <param name="source">What is declared for the list that the workbook is of.</param>
    /// <param name="takesMore">True: columns that the declaration does not know are left alone.</param>
    /// <exception cref="UnreadableFileException">The workbook has another shape than it went out with.</exception>
    public static ReturnedHeader Check(FileLine header, SourceDeclaration source, bool takesMore)
    {
        var names = FileHeader.NamesOf(header);
        var own = names.Where(name => name.Length > 0 && !ReturnColumns.IsOurs(name)).ToList();
        Demand(header, [.. names.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)],
            "列重复", "doubled columns");
        Demand(header, names.Contains(ReturnColumns.Number) ? [] : [ReturnColumns.Number], "缺少列", "columns are gone");
        Demand(header, [.. source.Columns.Where(column => source.Raw.Contains(column) && !own.Contains(column))],
            "退回表中的列不见了 (删去或改了名)", "columns of the workbook are gone (deleted or renamed)");
        var known = source.Columns.Concat(source.Raw).Concat(source.Ignore).Concat(source.KnownColumns).ToHashSet();
        Demand(header, [.. own.Where(column => !takesMore && !known.Contains(column))], "多出了列", "there are more columns than went out");
        return new ReturnedHeader(source.Source, names)
        {
            WentOut = source.Raw.ToHashSet(),
            NotThere = [.. source.Columns.Where(column => !own.Contains(column))],
        };
    }

    /// <summary>True: nothing of the bureau stands in the row.</summary>
    public bool IsBlank(FileRow row) => Places.Keys.All(row.IsBlank);

    /// <summary>Where a row stood: its pass, and its row in there; 0 if it does not say.</summary>
    public (string Pass, ulong Row) PlaceOf(FileLine line) =>
        (TextOf(line, ReturnColumns.Pass), ulong.TryParse(TextOf(line, ReturnColumns.Place).Trim('第', '行', ' '), out var row) ? row : 0);

    /// <summary>The workbook lacks columns, and the file that the row came in is not kept any more.</summary>
    public UnreadableFileException Incomplete(FileLine line) => Wrong(
        line, $"映射还要用到这些列, 它们没有离开过本部门 (不在 raw 中), 原文件也已不在 done/ 中, 请在表中补上列名和内容: {string.Join(", ", NotThere)}",
        $"the mapping reads columns that never left the bureau (they are not in raw), and the file is not in done/ any more; add them with their content: {string.Join(", ", NotThere)}");

    /// <summary>The failed push that a row corrects.</summary>
    /// <exception cref="UnreadableFileException">The row does not say it as it went out, says the same as another, or has cells beside its columns.</exception>
    public ulong IdOf(FileLine line)
    {
        if (line.Cells?.FirstFilled(column => column >= _width || !_all.ContainsValue(column)) is { } beside)
            throw Wrong(line, $"单元格 {beside} 有内容, 而这一列没有列名", $"cell {beside} is filled, but its column has no name");
        var text = TextOf(line, ReturnColumns.Number);
        if (text.Length == 0)
            throw Wrong(line, $"没有“{ReturnColumns.Number}”: 不要加行, 也不要清空编号", "the row has no number: add no rows, and clear no numbers");
        if (ReturnNumber.Read(_source, text) is not { } id)
            throw Wrong(line, $"编号“{text}”不是数源 {_source} 退回时的编号", $"“{text}” is not a number that went out for {_source}");
        return _ids.Add(id) ? id : throw Wrong(line, $"编号“{text}”有两行", $"the number “{text}” stands in two rows");
    }

    private string TextOf(FileLine line, string column) => _all.TryGetValue(column, out var place) ? line.Fields[place].Trim() : "";

    private static void Demand(FileLine header, IReadOnlyCollection<string> wrong, string zh, string en)
    {
        if (wrong.Count > 0)
            throw Wrong(header, $"{zh}: {string.Join(", ", wrong)}", $"{en}: {string.Join(", ", wrong)}");
    }

    private static UnreadableFileException Wrong(FileLine line, string zh, string en) =>
        new(line.Line, $"退回表的样子变了, 整份没有读取. {zh}", $"the return workbook has changed its shape, nothing of it is read. {en}");
}
