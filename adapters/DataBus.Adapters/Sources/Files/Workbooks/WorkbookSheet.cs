using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>A sheet of an open workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Part">Its content.</param>
/// <param name="NotRead">Names of the other sheets, with whether they are hidden.</param>
internal sealed record WorkbookSheet(string Name, WorksheetPart Part, IReadOnlyList<(string Name, bool IsHidden)> NotRead)
{
    /// <summary>Chooses a sheet.</summary>
    /// <exception cref="UnreadableFileException">It is not there or hidden.</exception>
    public static WorkbookSheet Choose(WorkbookPart workbook, SheetChoice choice)
    {
        var sheets = workbook.Workbook?.Sheets?.Elements<Sheet>()
            .Where(sheet => sheet.Id?.Value is { } id && workbook.GetPartById(id) is WorksheetPart)
            .Select(sheet => (Name: sheet.Name?.Value ?? "", IsHidden: IsHidden(sheet), Part: (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!)))
            .ToList() ?? [];
        var names = string.Join(", ", sheets.Select(sheet => sheet.Name));
        var chosen = sheets.Find(sheet => choice.Name is null ? !sheet.IsHidden : sheet.Name == choice.Name);
        if (chosen.Part is null && choice.Name is null)
            throw new UnreadableFileException(0, $"工作簿没有可见的工作表 (有: {names}). 请取消隐藏要报送的工作表", $"the workbook has no visible sheet (there are: {names}). Unhide the one to be read");
        if (chosen.Part is null)
            throw new UnreadableFileException(0, $"工作簿没有工作表“{choice.Name}” (有: {names}). 请改表名, 或改设置 sheet", $"the workbook has no sheet “{choice.Name}” (there are: {names}). Rename the sheet, or change the setting sheet");
        if (chosen.IsHidden)
            throw new UnreadableFileException(0, $"工作表“{chosen.Name}”是隐藏的. 请取消隐藏", $"the sheet “{chosen.Name}” is hidden. Unhide it");
        return new WorkbookSheet(chosen.Name, chosen.Part, [.. sheets.Where(sheet => sheet.Part != chosen.Part).Select(sheet => (sheet.Name, sheet.IsHidden))]);
    }

    private static bool IsHidden(Sheet sheet) => sheet.State?.Value is { } state && state != SheetStateValues.Visible;
}
