using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>The number formats of a workbook's styles.</summary>
internal sealed partial class CellStyles
{
    private readonly NumberStyle[] _styles;

    private CellStyles(NumberStyle[] styles) => _styles = styles;

    /// <summary>Reads the styles of a workbook.</summary>
    public static CellStyles Of(WorkbookPart workbook)
    {
        var sheet = workbook.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null)
            .ToLookup(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "");
        return new CellStyles([.. sheet?.CellFormats?.Elements<CellFormat>().Select(format => Style(format.NumberFormatId?.Value ?? 0, own)) ?? []]);
    }

    /// <summary>The number format of a cell's style.</summary>
    public NumberStyle Of(Cell cell) => cell.StyleIndex?.Value is { } index && index < _styles.Length ? _styles[index] : NumberStyle.Plain;

    private static NumberStyle Style(uint id, ILookup<uint, string>? own)
    {
        if (own?.Contains(id) == true)
            return Style(own[id].First());
        return id switch
        {
            9 or 10 => NumberStyle.Percent,
            // Built-in formats without a code in the file (ECMA-376 18.8.30), those of Chinese workbooks included.
            (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => NumberStyle.Date,
            _ => NumberStyle.Plain,
        };
    }

    private static NumberStyle Style(string code)
    {
        var bare = Literals().Replace(code.Split(';')[0], "");
        if (bare.Contains('%'))
            return NumberStyle.Percent;
        // A time of day alone names no day; "General" and "0.00E+00" have letters of dates in them.
        return bare.AsSpan().IndexOfAny("yYdD") >= 0 ? NumberStyle.Date : NumberStyle.Plain;
    }

    // Quoted and escaped text, padding, and what stands in brackets: colours, locales, conditions, durations.
    [GeneratedRegex("\"[^\"]*\"|\\\\.|[_*].|\\[[^\\]]*\\]|General", RegexOptions.IgnoreCase)]
    private static partial Regex Literals();
}
