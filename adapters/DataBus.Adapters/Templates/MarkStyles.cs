using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>The styles of marked cells: as they were, in red; and the way back.</summary>
internal sealed class MarkStyles
{
    private const string Red = "FFFF7C80";

    private readonly Stylesheet _sheet;
    private readonly List<CellFormat> _formats;
    private readonly uint _red;
    private readonly Dictionary<uint, uint> _marked = [];
    private readonly Dictionary<uint, uint> _cleared = [];

    public MarkStyles(WorkbookPart workbook)
    {
        var part = workbook.WorkbookStylesPart ?? workbook.AddNewPart<WorkbookStylesPart>();
        _sheet = part.Stylesheet ??= TemplateStyles.Sheet();
        _sheet.Fills ??= new Fills(new Fill(), new Fill());
        _sheet.CellFormats ??= new CellFormats(new CellFormat());
        _formats = [.. _sheet.CellFormats.Elements<CellFormat>()];
        _red = RedFill();
    }

    /// <summary>The style of a cell once it is marked.</summary>
    public uint Marked(uint style) => Find(_marked, style, _red);

    /// <summary>The style of a cell once a mark is taken away; the same if it has none.</summary>
    public uint Cleared(uint style) => style < _formats.Count && _formats[(int)style].FillId?.Value == _red ? Find(_cleared, style, 0) : style;

    /// <summary>Puts the new styles into the workbook.</summary>
    public void Save()
    {
        _sheet.CellFormats!.Count = (uint)_sheet.CellFormats.ChildElements.Count;
        _sheet.Fills!.Count = (uint)_sheet.Fills.ChildElements.Count;
        _sheet.Save();
    }

    private uint Find(Dictionary<uint, uint> known, uint style, uint fill)
    {
        if (known.TryGetValue(style, out var found))
            return found;
        var format = (CellFormat)_formats[(int)Math.Min(style, (uint)_formats.Count - 1)].CloneNode(deep: true);
        format.FillId = fill;
        format.ApplyFill = fill > 0;
        _sheet.CellFormats!.Append(format);
        _formats.Add(format);
        return known[style] = (uint)_formats.Count - 1;
    }

    private uint RedFill()
    {
        var fills = _sheet.Fills!.Elements<Fill>().ToList();
        var place = fills.FindIndex(fill => fill.PatternFill?.ForegroundColor?.Rgb?.Value == Red);
        if (place >= 0)
            return (uint)place;
        _sheet.Fills.Append(new Fill(new PatternFill(new ForegroundColor { Rgb = Red }) { PatternType = PatternValues.Solid }));
        return (uint)fills.Count;
    }
}
