using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests;

/// <summary>Keeps what was logged as a warning or worse, so that a test can say that there was nothing.</summary>
public sealed class RecordingLoggerProvider : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _entries = new();

    /// <summary>Level, category, message and exception of each entry.</summary>
    public IReadOnlyCollection<string> Entries => _entries;

    /// <summary>Only what was logged as an error.</summary>
    public IEnumerable<string> Errors => _entries.Where(entry => entry.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, _entries);

    public void Dispose()
    {
    }

    private sealed class Recorder(string category, ConcurrentQueue<string> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                entries.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
