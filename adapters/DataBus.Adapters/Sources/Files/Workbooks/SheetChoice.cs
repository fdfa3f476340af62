namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>What is read of a workbook.</summary>
/// <param name="Name">Name of the sheet; null: the first visible one.</param>
/// <param name="HeaderRow">Row of the column names, from 1.</param>
internal sealed record SheetChoice(string? Name, int HeaderRow)
{
    /// <summary>The first visible sheet, with its header in the first row.</summary>
    public static readonly SheetChoice Default = new(null, 1);
}
