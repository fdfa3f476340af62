using DataBus.V1;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.CustomProperties;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.VariantTypes;

namespace DataBus.Adapters.Templates;

/// <summary>Writes a template: the sheet to fill, the guide, and a hidden sheet with the code tables of the drop-down lists.</summary>
internal static class TemplateWorkbook
{
    /// <summary>Name of the sheet with the code tables.</summary>
    public const string CodeSheet = "码表";

    /// <summary>Name of the sheet with the guide.</summary>
    public const string GuideSheetName = "填报说明";
    private const string FacetProperty = "DataBus.Facet";
    private const string ContractProperty = "DataBus.Contract";

    // Format id of user-defined properties (MS-OLEPS).
    private const string PropertyFormat = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

    /// <summary>Writes a template with the rows that are given.</summary>
    public static void Write(Stream target, TemplateLayout layout, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var document = SpreadsheetDocument.Create(target, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = TemplateStyles.Sheet();
        var sheets = new Sheets();
        workbook.Workbook = new Workbook(new BookViews(new WorkbookView()), sheets);
        var tables = CodeLists.Of(layout);
        FillSheet.Write(Add(workbook, sheets, layout.Sheet), layout, tables, rows);
        Add(workbook, sheets, GuideSheetName).Worksheet = GuideSheet.Of(layout);
        Add(workbook, sheets, CodeSheet, SheetStateValues.Hidden).Worksheet = tables.Sheet();
        var properties = new Properties(Property(2, FacetProperty, layout.Facet.Name), Property(3, ContractProperty, ContractVersion.Current));
        document.AddCustomFilePropertiesPart().Properties = properties;
    }

    /// <summary>The facet kind that a workbook says it is a template of, and of which contract; null if it says nothing.</summary>
    public static (string Facet, string Contract)? Read(SpreadsheetDocument document)
    {
        var properties = document.CustomFilePropertiesPart?.Properties?.Elements<CustomDocumentProperty>()
            .ToLookup(property => property.Name?.Value ?? "", property => property.VTLPWSTR?.Text ?? property.InnerText);
        return properties?[FacetProperty].FirstOrDefault() is { } facet ? (facet, properties[ContractProperty].FirstOrDefault() ?? "") : null;
    }

    private static WorksheetPart Add(WorkbookPart workbook, Sheets sheets, string name, SheetStateValues? state = null)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        sheets.Append(new Sheet { Name = name, SheetId = (uint)sheets.ChildElements.Count + 1, Id = workbook.GetIdOfPart(part), State = state });
        return part;
    }

    private static CustomDocumentProperty Property(int id, string name, string value) =>
        new(new VTLPWSTR(value)) { FormatId = PropertyFormat, PropertyId = id, Name = name };
}
