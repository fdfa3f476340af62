using System.Globalization;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.Adapters.Templates;
using DataBus.V1;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace DataBus.Tests.Adapters.Kit.Templates;

/// <summary>A template as a person with a spreadsheet program has it: cells are found by the names of columns, and filled.</summary>
internal sealed class FilledTemplate
{
    private readonly string _path;

    private FilledTemplate(string path) => _path = path;

    /// <summary>Writes an empty template of a facet kind.</summary>
    public static FilledTemplate Export(string path, FacetKind facet)
    {
        using (var file = File.Create(path))
            TemplateWorkbook.Write(file, TemplateLayout.Of(facet), []);
        return new FilledTemplate(path);
    }

    /// <summary>A workbook that is there.</summary>
    public static FilledTemplate Open(string path) => new(path);

    /// <summary>Puts rows below the last one; a row is the texts of columns by name.</summary>
    public FilledTemplate Add(params IReadOnlyDictionary<string, string>[] rows)
    {
        Edit((sheet, names) =>
        {
            var data = sheet.GetFirstChild<SheetData>()!;
            foreach (var texts in rows)
            {
                var number = data.Elements<Row>().Last().RowIndex!.Value + 1;
                var row = new Row { RowIndex = number };
                foreach (var place in texts.Where(text => text.Value.Length > 0).Select(text => (Column: names.IndexOf(text.Key), text.Value)).OrderBy(text => text.Column))
                    row.Append(Text(place.Column, number, place.Value));
                data.Append(row);
            }
        });
        return this;
    }

    /// <summary>Puts something into one cell.</summary>
    public FilledTemplate Set(string column, uint row, Cell cell)
    {
        Edit((sheet, names) => Put(sheet.GetFirstChild<SheetData>()!.Elements<Row>().Single(one => one.RowIndex!.Value == row), names.IndexOf(column), row, cell));
        return this;
    }

    /// <summary>Changes the sheet in whatever way.</summary>
    public FilledTemplate Edit(Action<Worksheet, List<string>> edit)
    {
        using var document = SpreadsheetDocument.Open(_path, isEditable: true);
        var part = SheetOf(document);
        edit(part.Worksheet, NamesOf(document, part.Worksheet));
        part.Worksheet.Save();
        return this;
    }

    /// <summary>Saves it as spreadsheet programs do: texts are shared.</summary>
    public FilledTemplate ShareTexts()
    {
        using var document = SpreadsheetDocument.Open(_path, isEditable: true);
        var workbook = document.WorkbookPart!;
        var part = workbook.SharedStringTablePart ?? workbook.AddNewPart<SharedStringTablePart>();
        part.SharedStringTable ??= new SharedStringTable();
        foreach (var cell in workbook.WorksheetParts.SelectMany(sheet => sheet.Worksheet.Descendants<Cell>()).Where(cell => cell.InlineString is not null))
        {
            var text = SheetText.Of(cell.InlineString!);
            cell.RemoveAllChildren();
            (cell.DataType, cell.CellValue) = (CellValues.SharedString, new CellValue(part.SharedStringTable.ChildElements.Count));
            part.SharedStringTable.Append(new SharedStringItem(new Text(SheetText.Encode(text)) { Space = SpaceProcessingModeValues.Preserve }));
        }
        return this;
    }

    /// <summary>Takes away the marker column, hints and example, as somebody may who wants a plain table.</summary>
    public FilledTemplate DeleteFirstColumnAndHeadRows() => Edit((sheet, _) =>
    {
        foreach (var row in sheet.Descendants<Row>().Where(row => row.RowIndex!.Value is 2 or 3).ToList())
            row.Remove();
        foreach (var row in sheet.Descendants<Row>())
        {
            row.RowIndex = row.RowIndex!.Value > 3 ? row.RowIndex.Value - 2 : row.RowIndex.Value;
            foreach (var cell in row.Elements<Cell>().ToList())
            {
                var column = CellName.Parse(cell.CellReference!.Value)!.Value.Column;
                if (column == 0)
                    cell.Remove();
                else
                    cell.CellReference = CellName.Of(column - 1, row.RowIndex.Value);
            }
        }
    });

    /// <summary>The red cells, as column and row, with their comments.</summary>
    public Dictionary<(string Column, uint Row), string> Marks()
    {
        using var document = SpreadsheetDocument.Open(_path, isEditable: false);
        var part = SheetOf(document);
        var names = NamesOf(document, part.Worksheet);
        var formats = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        var fills = document.WorkbookPart.WorkbookStylesPart.Stylesheet.Fills!.Elements<Fill>().ToList();
        var comments = part.WorksheetCommentsPart?.Comments.CommentList!.Elements<Comment>().ToDictionary(c => c.Reference!.Value!, c => c.CommentText!.InnerText) ?? [];
        var red = part.Worksheet.Descendants<Cell>().Where(cell => fills[(int)formats[(int)(cell.StyleIndex?.Value ?? 0)].FillId!.Value].PatternFill?.ForegroundColor?.Rgb?.Value == "FFFF7C80");
        return red.ToDictionary(
            cell => (names[CellName.Parse(cell.CellReference!.Value)!.Value.Column], (uint)CellName.Parse(cell.CellReference!.Value)!.Value.Row),
            cell => comments[cell.CellReference!.Value!]);
    }

    /// <summary>The text of a cell.</summary>
    public string TextOf(string column, uint row)
    {
        using var document = SpreadsheetDocument.Open(_path, isEditable: false);
        var sheet = SheetOf(document).Worksheet;
        var name = CellName.Of(NamesOf(document, sheet).IndexOf(column), row);
        return sheet.Descendants<Cell>().SingleOrDefault(one => one.CellReference == name) is { } cell ? TextOf(document, cell) : "";
    }

    /// <summary>What the workbook format's own schema finds wrong.</summary>
    public IReadOnlyList<string> Flaws()
    {
        using var document = SpreadsheetDocument.Open(_path, isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(flaw => $"{flaw.Path?.XPath}: {flaw.Description}")];
    }

    private static WorksheetPart SheetOf(SpreadsheetDocument document)
    {
        var first = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().First();
        return (WorksheetPart)document.WorkbookPart.GetPartById(first.Id!.Value!);
    }

    private static List<string> NamesOf(SpreadsheetDocument document, Worksheet sheet) =>
        [.. sheet.Descendants<Row>().First().Elements<Cell>().Select(cell => TextOf(document, cell).TrimEnd('*'))];

    private static string TextOf(SpreadsheetDocument document, Cell cell) => cell.DataType?.Value == CellValues.SharedString
        ? SheetText.Of(document.WorkbookPart!.SharedStringTablePart!.SharedStringTable.Elements<SharedStringItem>().ElementAt(int.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)))
        : cell.InlineString is { } inline ? SheetText.Of(inline) : cell.CellValue?.Text ?? "";

    private static void Put(Row row, int column, uint number, Cell cell)
    {
        var name = CellName.Of(column, number);
        row.Elements<Cell>().SingleOrDefault(one => one.CellReference == name)?.Remove();
        cell.CellReference = name;
        var after = row.Elements<Cell>().LastOrDefault(one => CellName.Parse(one.CellReference!.Value)!.Value.Column < column);
        if (after is null)
            row.PrependChild(cell);
        else
            row.InsertAfter(cell, after);
    }

    private static Cell Text(int column, uint row, string text) => new()
    {
        CellReference = CellName.Of(column, row),
        StyleIndex = (uint)TemplateStyle.Text,
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(SheetText.Encode(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };
}
