using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>One row of a sheet while its cells come in.</summary>
internal sealed class SheetRow(string sheet, long number, CellReader reader)
{
    private readonly List<(CellKind Kind, string Text, string Shown)> _cells = [];

    /// <summary>Its number in the sheet, from 1.</summary>
    public long Number => number;

    /// <summary>True: nothing stands in it.</summary>
    public bool IsBlank => _cells.TrueForAll(cell => cell.Kind == CellKind.Text && string.IsNullOrWhiteSpace(cell.Text));

    /// <summary>Takes the next cell.</summary>
    /// <exception cref="InvalidDataException">It stands where none can.</exception>
    public void Add(Cell cell)
    {
        var column = cell.CellReference?.Value is { } name ? CellName.Parse(name)?.Column ?? -1 : _cells.Count;
        if (column < _cells.Count || column >= CellName.MaxColumns)
            throw new InvalidDataException($"cell {cell.CellReference?.Value} in row {number}");
        while (_cells.Count < column)
            _cells.Add((CellKind.Text, "", ""));
        _cells.Add(reader.Read(cell));
    }

    /// <summary>The row as the header.</summary>
    /// <exception cref="UnreadableFileException">It is no row of column names.</exception>
    public FileLine Header(IReadOnlyList<MergedCells.Range> merged, out int width)
    {
        if (merged.Count > 0)
        {
            var ranges = string.Join(", ", merged);
            throw new UnreadableFileException(number,
                $"工作表“{sheet}”的列名有合并单元格 ({ranges}), 常见于两行表头. 请取消合并, 只留一行列名",
                $"the column names of sheet “{sheet}” have merged cells ({ranges}), as two header rows do. Unmerge them and leave one row of names");
        }
        var bad = _cells.FindIndex(cell => cell.Kind is not (CellKind.Text or CellKind.Number));
        if (bad >= 0)
        {
            var problem = CellProblem.Of(_cells[bad].Kind, $"“{sheet}”!{CellName.Of(bad, number)}", "");
            throw new UnreadableFileException(number, problem.Zh, problem.En);
        }
        width = _cells.FindLastIndex(cell => !string.IsNullOrWhiteSpace(cell.Text)) + 1;
        return ToLine([], width);
    }

    /// <summary>The row as a record; longer than the header if something stands beside it.</summary>
    public FileLine ToLine(IReadOnlyList<MergedCells.Range> merged, int width)
    {
        var last = _cells.FindLastIndex(cell => cell.Kind != CellKind.Text || !string.IsNullOrWhiteSpace(cell.Text));
        var line = Line(Math.Max(width, last + 1));
        var kinds = new CellKind[line.Fields.Length];
        var shown = new string[line.Fields.Length];
        for (var i = 0; i < kinds.Length; i++)
            (kinds[i], shown[i]) = i < _cells.Count ? (_cells[i].Kind, _cells[i].Shown) : (CellKind.Text, "");
        foreach (var range in merged)
        {
            for (var i = range.FirstColumn; i <= range.LastColumn && i < kinds.Length; i++)
                kinds[i] = CellKind.Merged;
        }
        return line with { Cells = new SheetCells(sheet, number, kinds, shown) };
    }

    private FileLine Line(int width)
    {
        var fields = new string[width];
        for (var i = 0; i < width; i++)
            fields[i] = i < _cells.Count ? _cells[i].Text : "";
        return new FileLine(number, fields, string.Join('\t', _cells.Select(cell => cell.Shown)));
    }
}
