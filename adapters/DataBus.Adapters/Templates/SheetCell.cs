using DataBus.Adapters.Sources.Files.Workbooks;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>Makes rows and cells; every cell is a text.</summary>
internal static class SheetCell
{
    /// <summary>The most characters that a cell takes.</summary>
    public const int MaxLength = 32_767;

    /// <summary>A row of texts; empty ones are left out unless their style shows.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="texts">Its texts.</param>
    /// <param name="style">Style of the cell in a column.</param>
    public static Row Row(uint number, IReadOnlyList<string> texts, Func<int, TemplateStyle> style)
    {
        var row = new Row { RowIndex = number };
        for (var column = 0; column < texts.Count; column++)
        {
            if (texts[column].Length > 0 || style(column) is not (TemplateStyle.Text or TemplateStyle.Plain or TemplateStyle.Guide))
                row.Append(Of(CellName.Of(column, number), texts[column], style(column)));
        }
        return row;
    }

    private static Cell Of(string name, string text, TemplateStyle style) => new()
    {
        CellReference = name,
        StyleIndex = (uint)style,
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(SheetText.Encode(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };
}
