using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Tests.Adapters.Kit.Workbooks;

/// <summary>Writes small workbooks cell by cell, as the spreadsheet programs of bureaus do, also wrong ones.</summary>
internal sealed class TestWorkbook
{
    public const uint PlainStyle = 0;
    public const uint DateStyle = 1;
    public const uint ChineseDateStyle = 2;
    public const uint PercentStyle = 3;

    private readonly List<(string Name, bool IsHidden, Cell?[][] Rows)> _sheets = [];

    public List<string> Merged { get; } = [];

    public bool Is1904 { get; init; }

    public static Cell Text(string text) =>
        new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }) };

    /// <summary>A number as the file has it.</summary>
    public static Cell Number(string raw, uint style = PlainStyle) => new() { CellValue = new CellValue(raw), StyleIndex = style };

    public static Cell Formula(string formula, string result) =>
        new() { CellFormula = new CellFormula(formula), CellValue = new CellValue(result), DataType = CellValues.String };

    public static Cell Error(string error) => new() { CellValue = new CellValue(error), DataType = CellValues.Error };

    /// <summary>A row of texts.</summary>
    public static Cell?[] Row(params string[] texts) => [.. texts.Select(text => text.Length == 0 ? null : Text(text))];

    public TestWorkbook Sheet(string name, params Cell?[][] rows) => Sheet(name, false, rows);

    public TestWorkbook Sheet(string name, bool isHidden, params Cell?[][] rows)
    {
        _sheets.Add((name, isHidden, rows));
        return this;
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
            Fill(document.AddWorkbookPart());
        return bytes.ToArray();
    }

    private void Fill(WorkbookPart workbook)
    {
        var sheets = new Sheets();
        workbook.Workbook = new Workbook(new WorkbookProperties { Date1904 = Is1904 }, sheets);
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        foreach (var (name, isHidden, rows) in _sheets)
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(rows.Select((row, index) => ToRow(row, index + 1))));
            if (Merged.Count > 0)
                part.Worksheet.Append(new MergeCells(Merged.Select(range => new MergeCell { Reference = range })));
            sheets.Append(new Sheet
            {
                Name = name,
                SheetId = (uint)sheets.ChildElements.Count + 1,
                Id = workbook.GetIdOfPart(part),
                State = isHidden ? SheetStateValues.Hidden : null,
            });
        }
    }

    // A row without cells is left out, as the programs do.
    private static Row ToRow(Cell?[] cells, int number)
    {
        var row = new Row { RowIndex = (uint)number };
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is not { } cell)
                continue;
            cell.CellReference = $"{(char)('A' + i)}{number}";
            row.Append(cell);
        }
        return row;
    }

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\"年\"m\"月\"d\"日\";@" }),
        new Fonts(new Font()),
        new Fills(new Fill()),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(), new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 164 }, new CellFormat { NumberFormatId = 10 }));
}
