using DataBus.Adapters.Sources.Files.Workbooks;

namespace DataBus.Adapters.Sources.Files;

/// <summary>One record of a file.</summary>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Text">The record as it stands in the file.</param>
internal readonly record struct FileLine(long Line, string[] Fields, string Text)
{
    /// <summary>What its cells are, if the file is a workbook; null for text.</summary>
    public SheetCells? Cells { get; init; }
}
