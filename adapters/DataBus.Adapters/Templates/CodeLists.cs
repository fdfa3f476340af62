using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>The code tables of a template, a column each on a sheet of their own: drop-down lists take their choices from there.</summary>
internal sealed class CodeLists
{
    private readonly List<CodeTable> _tables;

    private CodeLists(List<CodeTable> tables) => _tables = tables;

    /// <summary>The tables that the columns of a layout use.</summary>
    public static CodeLists Of(TemplateLayout layout) => new(
    [
        .. layout.Fields.SelectMany(column => column.Parts.Prepend(column))
            .Select(column => column.Spec.CodeTable).Where(name => name.Length > 0).Distinct().Select(name => CodeTables.Find(name)!),
    ]);

    /// <summary>Where the choices of a table stand; null if the layout does not use it.</summary>
    public string? RangeOf(string table)
    {
        var place = _tables.FindIndex(one => one.Name == table);
        if (place < 0)
            return null;
        var column = CellName.Column(place);
        return $"'{TemplateWorkbook.CodeSheet}'!${column}$2:${column}${_tables[place].Entries.Count + 1}";
    }

    /// <summary>The sheet.</summary>
    public Worksheet Sheet()
    {
        var data = new SheetData();
        for (var row = 0; row <= _tables.Select(table => table.Entries.Count).DefaultIfEmpty().Max(); row++)
        {
            var texts = _tables.Select(table => row == 0 ? table.Name : row <= table.Entries.Count ? table.Entries[row - 1].Zh : "").ToList();
            data.Append(SheetCell.Row((uint)row + 1, texts, _ => TemplateStyle.Plain));
        }
        return new Worksheet(data);
    }
}
