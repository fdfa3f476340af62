namespace DataBus.Adapters.Sources.Files;

/// <summary>A file cannot be read at all: it is closed as failed and moved away with a report.</summary>
/// <param name="line">Line of the file, from 1; 0 if the cause is in no line.</param>
/// <param name="zh">The cause, in Chinese.</param>
/// <param name="en">The same in English.</param>
internal sealed class UnreadableFileException(long line, string zh, string en)
    : Exception(line > 0 ? $"第 {line} 行: {zh} / line {line}: {en}" : $"{zh} / {en}")
{
    /// <summary>Line of the file, from 1; 0 if the cause is in no line.</summary>
    public long Line { get; } = line;

    /// <summary>The columns of a workbook that it is about, from 0; empty if it is about none.</summary>
    public IReadOnlyList<int> Columns { get; init; } = [];
}
