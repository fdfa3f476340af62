using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>The rows of a sheet, one after the other, as records of a file; memory does not grow with the sheet.</summary>
internal sealed class SheetLines(string path, SheetChoice choice)
{
    /// <summary>What of the workbook is not read; for people, in Chinese and English.</summary>
    /// <param name="known">Sheets of which everybody knows that they are not read.</param>
    /// <exception cref="UnreadableFileException">The sheet is not there, or the workbook is damaged.</exception>
    public IReadOnlyList<string> NotRead(params string[] known) => Guarded(() =>
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        return WorkbookSheet.Choose(PartOf(document), choice).NotRead
            .Where(sheet => !known.Contains(sheet.Name))
            .Select(sheet => sheet.IsHidden
                ? $"隐藏的工作表“{sheet.Name}”没有读 / the hidden sheet “{sheet.Name}” is not read"
                : $"工作表“{sheet.Name}”没有读 / the sheet “{sheet.Name}” is not read")
            .ToList();
    });

    /// <summary>Reads all rows that are not empty, from the header on.</summary>
    /// <exception cref="UnreadableFileException">The sheet cannot be read.</exception>
    public IEnumerable<FileLine> Read()
    {
        using var lines = Rows().GetEnumerator();
        while (Guarded(lines.MoveNext))
            yield return lines.Current;
    }

    private IEnumerable<FileLine> Rows()
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var workbook = PartOf(document);
        var sheet = WorkbookSheet.Choose(workbook, choice);
        var cells = new CellReader(SharedTexts.Of(workbook), CellStyles.Of(workbook), workbook.Workbook.WorkbookProperties?.Date1904?.Value == true);
        var merged = MergedCells.Of(sheet.Part);
        using var reader = OpenXmlReader.Create(sheet.Part);
        SheetRow? row = null;
        var width = 0;
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
                row = new SheetRow(sheet.Name, RowNumber(reader, row?.Number ?? 0), cells);
            else if (reader.ElementType == typeof(Cell) && reader.IsStartElement)
                row!.Add((Cell)reader.LoadCurrentElement()!);
            if (reader.ElementType != typeof(Row) || !reader.IsEndElement || row!.Number < choice.HeaderRow || row.IsBlank)
                continue;
            if (width == 0)
                yield return row.Header(merged.At(row.Number), out width);
            else
                yield return row.ToLine(merged.At(row.Number), width);
        }
    }

    private static WorkbookPart PartOf(SpreadsheetDocument document) => document.WorkbookPart ?? throw new InvalidDataException("no workbook");

    private static long RowNumber(OpenXmlReader reader, long before)
    {
        var text = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value;
        if (text is null)
            return before + 1;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > before
            ? number
            : throw new InvalidDataException($"row {text} after row {before}");
    }

    /// <summary>Reads of a workbook; what the library says of one that is not whole becomes the kit's own word.</summary>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is OpenXmlPackageException or FormatException or InvalidDataException or XmlException
            or KeyNotFoundException or ArgumentException or InvalidOperationException)
        {
            // What the library says of a workbook that is not one, or not whole.
            throw WorkbookBytes.Damaged(e.Message);
        }
    }
}
