using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.V1;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>Of which facet kind a workbook is a template, and on which sheet it is filled.</summary>
/// <param name="Layout">The layout of the facet kind.</param>
/// <param name="Sheet">The sheet.</param>
/// <param name="IsCurrent">True: the contract of now wrote it.</param>
internal sealed record TemplateIdentity(TemplateLayout Layout, SheetChoice Sheet, bool IsCurrent)
{
    /// <summary>Finds it: the workbook's own word, else the declaration, else a sheet that has the name of one facet kind.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="declared">The facet kind that is declared for such files; empty: any.</param>
    /// <exception cref="UnreadableFileException">It is none, or of another facet kind than is declared.</exception>
    public static TemplateIdentity Find(string path, string declared)
    {
        var (said, contract, sheets) = SheetLines.Guarded(() => Read(path));
        var name = said ?? (declared.Length > 0 ? declared : BySheet(sheets));
        if (name is null)
        {
            throw new UnreadableFileException(0, "不是填报模板: 工作簿没有说明是哪个分面. 请用 databus template export 导出的模板填报",
                "this is no template: the workbook does not say of which facet kind. Fill one that databus template export wrote");
        }
        if (declared.Length > 0 && name != declared)
            throw new UnreadableFileException(0, $"是 {name} 的模板, 这里只收 {declared}. 请换一个文件夹投递", $"this is a template of {name}, only {declared} is taken here. Drop it elsewhere");
        if (FacetCatalogue.Find(name) is not { } facet)
            throw new UnreadableFileException(0, $"契约 {ContractVersion.Current} 没有分面 {name} (模板的契约是 {contract}). 请重新导出模板", $"the contract {ContractVersion.Current} has no facet kind {name} (the template is of {contract}). Export the template again");
        var layout = TemplateLayout.Of(facet);
        return new TemplateIdentity(layout, new SheetChoice(sheets.Contains(layout.Sheet) ? layout.Sheet : null, 1), contract == ContractVersion.Current);
    }

    private static string? BySheet(List<string> sheets)
    {
        var facets = FacetCatalogue.All.Where(facet => sheets.Contains(TemplateLayout.Of(facet).Sheet)).ToList();
        return facets.Count == 1 ? facets[0].Name : null;
    }

    private static (string? Facet, string Contract, List<string> Sheets) Read(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var sheets = document.WorkbookPart?.Workbook.Sheets?.Elements<Sheet>().Select(sheet => sheet.Name?.Value ?? "").ToList() ?? [];
        var said = TemplateWorkbook.Read(document);
        return (said?.Facet, said?.Contract ?? "", sheets);
    }
}
