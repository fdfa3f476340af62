using System.Diagnostics;
using System.Text.Json;

namespace DataBus.Cli.Up;

/// <summary>
/// One process of the exchange. It ends when its standard input does, so that none is left whatever becomes of us. Its standard
/// error goes to a file; of its standard output the line that says it is ready and the last line are kept.
/// </summary>
internal sealed class Part(string name, string assembly, string logFile, Func<JsonElement?, string[]> arguments)
{
    private const int ErrorsKept = 5;

    private static readonly TimeSpan _stopTimeout = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<JsonElement> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lastErrors = [];
    private Process? _process;
    private Task _drained = Task.CompletedTask;

    public string Name { get; } = name;

    public string LogFile { get; } = logFile;

    /// <summary>The newest line of its standard output.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>Starts it; after a death again, with the ports that it said the first time.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(DotNet()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var facts = _ready.Task.IsCompletedSuccessfully ? _ready.Task.Result : (JsonElement?)null;
        foreach (var argument in (string[])["exec", assembly, .. arguments(facts), "--parent"])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new UpException($"无法启动 {Name}。", $"{Name} cannot be started.");
        _drained = Task.WhenAll(ReadOutputAsync(_process.StandardOutput), CopyErrorsAsync(_process.StandardError));
    }

    /// <summary>What it said when it was ready.</summary>
    /// <exception cref="UpException">It ended or took too long before.</exception>
    public async Task<JsonElement> ReadyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var ended = _process!.WaitForExitAsync(limit.Token);
        if (await Task.WhenAny(_ready.Task, ended) == _ready.Task)
            return await _ready.Task;
        cancellationToken.ThrowIfCancellationRequested();
        if (!_process.HasExited)
            throw new UpException($"{Name} 没有在 {timeout} 内就绪,原因见 {LogFile}。", $"{Name} did not become ready within {timeout}; {LogFile} tells why.");
        await _drained;
        var why = string.Join(Environment.NewLine, _lastErrors);
        throw new UpException($"{Name} 没有就绪：{why} 全部输出见 {LogFile}。", $"{Name} did not become ready: {why} All it said is in {LogFile}.");
    }

    /// <summary>Waits for its end; gives its exit code.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process!.WaitForExitAsync(cancellationToken);
        await _drained;
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop and waits; one that does not is killed, which the hub and the adapters survive by design.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        using var limit = new CancellationTokenSource(_stopTimeout);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        _process = null;
    }

    /// <summary>The program that runs assemblies.</summary>
    public static string DotNet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private async Task ReadOutputAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
                continue;
            LastLine = line;
            if (!_ready.Task.IsCompleted && line.StartsWith("{\"ready\"", StringComparison.Ordinal))
                _ = _ready.TrySetResult(JsonDocument.Parse(line).RootElement);
        }
    }

    private async Task CopyErrorsAsync(StreamReader errors)
    {
        await using var log = new StreamWriter(LogFile, append: true) { AutoFlush = true };
        while (await errors.ReadLineAsync() is { } line)
        {
            await log.WriteLineAsync(line);
            _lastErrors.Enqueue(line);
            if (_lastErrors.Count > ErrorsKept)
                _ = _lastErrors.Dequeue();
        }
    }
}
