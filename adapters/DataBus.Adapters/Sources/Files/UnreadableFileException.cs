namespace DataBus.Adapters.Sources.Files;

/// <summary>A file cannot be read at all: it is closed as failed and moved away with a report.</summary>
/// <param name="line">Line of the file, from 1; 0 if the cause is in no line.</param>
/// <param name="zh">The cause, in Chinese.</param>
/// <param name="en">The same in English.</param>
internal sealed class UnreadableFileException(long line, string zh, string en)
    : Exception(line > 0 ? $"第 {line} 行: {zh} / line {line}: {en}" : $"{zh} / {en}");
