using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.V1;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>Finds the sheet of a workbook that marks go to: the one that is filled, else the first.</summary>
internal static class MarkedSheet
{
    /// <summary>The sheet's part.</summary>
    public static WorksheetPart Of(SpreadsheetDocument document)
    {
        var workbook = document.WorkbookPart ?? throw new InvalidDataException("no workbook");
        var wanted = TemplateWorkbook.Read(document) is var (name, _) && FacetCatalogue.Find(name) is { } facet ? TemplateLayout.Of(facet).Sheet : null;
        var sheets = workbook.Workbook?.Sheets?.Elements<Sheet>().Where(sheet => sheet.Id?.Value is { } id && workbook.GetPartById(id) is WorksheetPart).ToList() ?? [];
        var chosen = sheets.Find(sheet => sheet.Name?.Value == wanted) ?? sheets.Find(sheet => sheet.State?.Value is null || sheet.State.Value == SheetStateValues.Visible) ?? sheets[0];
        return (WorksheetPart)workbook.GetPartById(chosen.Id!.Value!);
    }
}
