using DataBus.Adapters.Sources.Files.Workbooks;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>Marks the cells of rows, as they come by from the top.</summary>
internal sealed class MarkedRows(IReadOnlyList<CellMark> marks, MarkStyles styles, SharedTexts texts, int marker)
{
    private readonly ILookup<long, CellMark> _marks = marks.ToLookup(mark => mark.Row);
    private long _number;

    /// <summary>Marks a row, and takes away what an earlier return marked.</summary>
    public void Mark(Row row)
    {
        _number = row.RowIndex?.Value ?? _number + 1;
        foreach (var cell in row.Elements<Cell>().ToList())
            Clear(cell);
        foreach (var mark in _marks[_number])
            Mark(Cell(row, mark), mark);
    }

    private void Clear(Cell cell)
    {
        if (cell.StyleIndex?.Value is { } style)
            cell.StyleIndex = styles.Cleared(style);
        if (ColumnOf(cell) == marker && TextOf(cell).StartsWith(ReturnedRows.Mark, StringComparison.Ordinal))
            Empty(cell);
    }

    private void Mark(Cell cell, CellMark mark)
    {
        cell.StyleIndex = styles.Marked(cell.StyleIndex?.Value ?? (uint)TemplateStyle.Text);
        if (mark.Column != marker)
            return;
        Empty(cell);
        cell.DataType = CellValues.InlineString;
        cell.InlineString = new InlineString(new Text(SheetText.Encode(mark.Text)));
    }

    private string TextOf(Cell cell) => cell.InlineString is { } inline ? SheetText.Of(inline)
        : cell.DataType?.Value == CellValues.SharedString ? texts.At(cell.CellValue?.Text ?? "")
        : cell.CellValue?.Text ?? "";

    private static void Empty(Cell cell)
    {
        cell.RemoveAllChildren();
        cell.DataType = null;
    }

    private static Cell Cell(Row row, CellMark mark)
    {
        var name = CellName.Of(mark.Column, mark.Row);
        var after = row.Elements<Cell>().LastOrDefault(cell => ColumnOf(cell) <= mark.Column);
        if (after?.CellReference?.Value == name)
            return after;
        var made = new Cell { CellReference = name };
        return after is null ? row.PrependChild(made)! : row.InsertAfter(made, after)!;
    }

    private static int ColumnOf(Cell cell) => CellName.Parse(cell.CellReference?.Value)?.Column ?? 0;
}
