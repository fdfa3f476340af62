using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>Makes the stylesheet.</summary>
internal static class TemplateStyles
{
    // Built-in number format "@".
    private const uint TextFormat = 49;

    /// <summary>The stylesheet in the order of <see cref="TemplateStyle"/>.</summary>
    public static Stylesheet Sheet() => new(
        new Fonts(Font(), Font(bold: true), Font(bold: true, colour: "FFC00000"), Font(colour: "FF7F7F7F", italic: true), Font(bold: true, size: 14)),
        new Fills(Fill(PatternValues.None), Fill(PatternValues.Gray125), Fill(PatternValues.Solid, "FFDDEBF7"), Fill(PatternValues.Solid, "FFF2F2F2")),
        new Borders(new Border(), Line()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Format(), Format(font: 1, fill: 2, border: 1), Format(font: 2, fill: 2, border: 1), Format(font: 3, fill: 3, border: 1),
            Format(font: 3, border: 1), Format(), Format(font: 4), Format(), Quoted()));

    private static CellFormat Format(uint font = 0, uint fill = 0, uint border = 0) => new(
        new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
    {
        NumberFormatId = TextFormat,
        FontId = font,
        FillId = fill,
        BorderId = border,
        FormatId = 0,
        ApplyNumberFormat = true,
        ApplyAlignment = true,
        ApplyFont = font > 0,
        ApplyFill = fill > 0,
        ApplyBorder = border > 0,
    };

    private static CellFormat Quoted()
    {
        var format = Format();
        format.QuotePrefix = true;
        return format;
    }

    private static Font Font(bool bold = false, bool italic = false, string? colour = null, double size = 11)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        if (italic)
            font.Append(new Italic());
        font.Append(new FontSize { Val = size });
        if (colour is not null)
            font.Append(new Color { Rgb = colour });
        font.Append(new FontName { Val = "等线" });
        return font;
    }

    private static Fill Fill(PatternValues pattern, string? colour = null) => new(
        colour is null ? new PatternFill { PatternType = pattern } : new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = pattern });

    private static Border Line() => new(
        new LeftBorder(Grey()) { Style = BorderStyleValues.Thin }, new RightBorder(Grey()) { Style = BorderStyleValues.Thin },
        new TopBorder(Grey()) { Style = BorderStyleValues.Thin }, new BottomBorder(Grey()) { Style = BorderStyleValues.Thin }, new DiagonalBorder());

    private static Color Grey() => new() { Rgb = "FFBFBFBF" };
}
