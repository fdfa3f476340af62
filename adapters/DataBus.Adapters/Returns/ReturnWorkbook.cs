using DataBus.Adapters.Templates;
using DataBus.V1;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Returns;

/// <summary>Writes the return workbook (退回表) of a source: the returned rows with their bad cells marked, and the guide.</summary>
internal static class ReturnWorkbook
{
    private const int NoMarker = -1;

    /// <summary>Writes the workbook.</summary>
    /// <param name="path">The file.</param>
    /// <param name="returned">What came back; at least one.</param>
    /// <param name="days">Days that operators have set in the calendar.</param>
    public static void Write(string path, IReadOnlyList<ListReturnedResponse> returned, IReadOnlyList<DaySet> days)
    {
        var sheet = new ReturnSheet([.. returned.Select(ReturnedRow.Of)]);
        var unmarked = Path.Combine(Path.GetTempPath(), $"databus-return-{Guid.NewGuid():N}.xlsx");
        try
        {
            WriteUnmarked(unmarked, sheet, ReturnGuide.Of(returned, days));
            WorkbookMarks.Write(unmarked, path, sheet.Marks(), NoMarker);
        }
        finally
        {
            File.Delete(unmarked);
        }
    }

    private static void WriteUnmarked(string path, ReturnSheet sheet, Worksheet guide)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = TemplateStyles.Sheet();
        var sheets = new Sheets();
        workbook.Workbook = new Workbook(new BookViews(new WorkbookView()), sheets);
        sheet.Write(Add(workbook, sheets, ReturnColumns.Sheet));
        Add(workbook, sheets, ReturnColumns.GuideSheet).Worksheet = guide;
    }

    private static WorksheetPart Add(WorkbookPart workbook, Sheets sheets, string name)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        sheets.Append(new Sheet { Name = name, SheetId = (uint)sheets.ChildElements.Count + 1, Id = workbook.GetIdOfPart(part) });
        return part;
    }
}
