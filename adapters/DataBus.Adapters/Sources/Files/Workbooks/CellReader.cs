using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>Takes the text of cells as it stands in the file.</summary>
internal sealed class CellReader(SharedTexts texts, CellStyles styles, bool is1904)
{
    /// <summary>What a cell is, its text, and what is shown of it where it cannot be taken.</summary>
    public (CellKind Kind, string Text, string Shown) Read(Cell cell)
    {
        var raw = cell.CellValue?.Text ?? "";
        if (cell.CellFormula is { } formula)
            return (CellKind.Formula, "", $"={formula.Text}");
        if (cell.DataType?.Value is not { } type || type == CellValues.Number)
            return raw.Length == 0 ? (CellKind.Text, "", "") : Number(cell, raw.Trim());
        if (type == CellValues.SharedString)
            return Text(texts.At(raw));
        if (type == CellValues.InlineString)
            return Text(cell.InlineString is { } inline ? SheetText.Of(inline) : "");
        if (type == CellValues.Boolean)
            return Text(raw == "1" ? "TRUE" : "FALSE");
        if (type == CellValues.Error)
            return (CellKind.Error, "", raw);
        // A day of the strict format is ISO 8601 already.
        return Text(type == CellValues.Date ? raw.Replace("T00:00:00", "", StringComparison.Ordinal) : SheetText.Decode(raw));
    }

    private (CellKind Kind, string Text, string Shown) Number(Cell cell, string raw)
    {
        var style = styles.Of(cell);
        if (style == NumberStyle.Date)
            return SerialDate.Text(raw, is1904) is { } day ? Text(day) : (CellKind.NoDate, raw, raw);
        var number = style == NumberStyle.Percent ? NumberText.Percent(raw) : NumberText.Of(raw);
        return number is null ? (CellKind.DestroyedNumber, raw, raw) : (CellKind.Number, number, number);
    }

    private static (CellKind Kind, string Text, string Shown) Text(string text) => (CellKind.Text, text, text);
}
