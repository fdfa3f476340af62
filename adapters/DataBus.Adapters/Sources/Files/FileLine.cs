using System.Text;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>One record of a file.</summary>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Text">The record as it stands in the file.</param>
internal readonly record struct FileLine(long Line, string[] Fields, string Text)
{
    /// <summary>
    /// What may leave of a record of which it cannot be told which field is which: not one of them, but a hash by which it is known again.
    /// </summary>
    public string Hash => $$"""{"hash":"{{Convert.ToHexStringLower(OriginHash.OfRaw(Encoding.UTF8.GetBytes(Text)))}}"}""";

    /// <summary>What its cells are, if the file is a workbook; null for text.</summary>
    public SheetCells? Cells { get; init; }
}
