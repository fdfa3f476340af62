namespace DataBus.Adapters;

/// <summary>A source does not give any more what its declaration reads: it is paused, before rows are held, until somebody has looked.</summary>
/// <param name="zh">What changed and what to do, in Chinese.</param>
/// <param name="en">The same in English.</param>
internal sealed class SourceDriftException(string zh, string en) : Exception($"{zh} / {en}");
