using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>The merged cells of a sheet, asked for row by row from the top.</summary>
internal sealed class MergedCells
{
    private readonly List<Range> _waiting;
    private readonly List<Range> _open = [];
    private int _next;

    private MergedCells(IEnumerable<Range> ranges) => _waiting = [.. ranges.OrderBy(range => range.FirstRow)];

    /// <summary>Reads those of a sheet; they stand behind its rows.</summary>
    public static MergedCells Of(WorksheetPart sheet)
    {
        var ranges = new List<Range>();
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SheetData) && reader.IsStartElement)
                reader.Skip();
            if (reader.ElementType == typeof(MergeCell) && reader.IsStartElement && Parse(((MergeCell)reader.LoadCurrentElement()!).Reference?.Value) is { } range)
                ranges.Add(range);
        }
        return new MergedCells(ranges);
    }

    /// <summary>The ranges that a row has part in.</summary>
    public IReadOnlyList<Range> At(long row)
    {
        for (; _next < _waiting.Count && _waiting[_next].FirstRow <= row; _next++)
            _open.Add(_waiting[_next]);
        _open.RemoveAll(range => range.LastRow < row);
        return _open;
    }

    private static Range? Parse(string? reference)
    {
        if (reference?.Split(':') is not [var from, var to] || CellName.Parse(from) is not { } first || CellName.Parse(to) is not { } last || first == last)
            return null;
        return new Range(first.Column, last.Column, first.Row, last.Row);
    }

    /// <summary>Merged cells; both ends belong to them.</summary>
    internal readonly record struct Range(int FirstColumn, int LastColumn, long FirstRow, long LastRow)
    {
        public override string ToString() => $"{CellName.Of(FirstColumn, FirstRow)}:{CellName.Of(LastColumn, LastRow)}";
    }
}
