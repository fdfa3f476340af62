namespace DataBus.Adapters.Templates;

/// <summary>What is wrong with a cell, as it is marked in the workbook that goes back.</summary>
/// <param name="Column">Its column, from 0.</param>
/// <param name="Row">Its row, from 1.</param>
/// <param name="Text">The reasons, in Chinese.</param>
internal sealed record CellMark(int Column, long Row, string Text);
