using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>What the cells of one row are, beside their texts.</summary>
internal sealed class SheetCells(string sheet, long row, CellKind[] kinds, string[] shown)
{
    /// <summary>Says to a conversion what is wrong with the cell that its value comes from.</summary>
    public void Judge(int column, Conversion conversion)
    {
        var kind = column < kinds.Length ? kinds[column] : CellKind.Text;
        if (kind == CellKind.Text)
            return;
        var problem = CellProblem.Of(kind, Place(column), shown[column]);
        if (kind is CellKind.Number or CellKind.NoDate)
            conversion.Explain(["kit.date", "kit.time"], problem);
        // The converters may have said it, more leniently where the declaration wants that.
        if (kind != CellKind.Number && conversion.Problems.All(p => p.Rule != problem.Rule))
            conversion.Add(problem);
    }

    /// <summary>What stands in a cell, also where it cannot be taken.</summary>
    public string Shown(int column) => shown[column];

    /// <summary>Place of the first cell that is filled, among some columns; null if none is.</summary>
    public string? FirstFilled(Func<int, bool> isAmong)
    {
        for (var column = 0; column < kinds.Length; column++)
        {
            if (isAmong(column) && !string.IsNullOrWhiteSpace(shown[column]))
                return Place(column);
        }
        return null;
    }

    private string Place(int column) => $"“{sheet}”!{CellName.Of(column, row)}";
}
