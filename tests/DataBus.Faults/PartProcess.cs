using System.Diagnostics;

namespace DataBus.Faults;

/// <summary>A part of the exchange as the process that it is: it ends with this one, whatever happens.</summary>
internal sealed class PartProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _output;
    private readonly Task<string> _errors;
    private string _lastLine = "";

    private PartProcess(Process process)
    {
        _process = process;
        _output = ReadOutputAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The last line of its standard output so far.</summary>
    public string LastLine => Volatile.Read(ref _lastLine);

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program with the switch that ties it to this process.</summary>
    public static PartProcess Start(string dll, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", dll, .. args, "--parent"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new PartProcess(Process.Start(start)!);
    }

    /// <summary>Its first line: a part says there that it is ready.</summary>
    public async Task<string> ReadyAsync(CancellationToken cancellationToken)
    {
        var ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_firstLine.Task, ended) == _firstLine.Task)
            return await _firstLine.Task;
        await ended;
        throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[1]} ended with {_process.ExitCode} before it was ready: {await _errors}");
    }

    /// <summary>SIGKILL: nothing of it gets a chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Waits until it has ended by itself; anything but 0 is an error, told with what it logged.</summary>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _output;
        if (_process.ExitCode != 0)
            throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[1]} ended with {_process.ExitCode}: {await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _ = await _errors;
        _process.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            Volatile.Write(ref _lastLine, line);
            _ = _firstLine.TrySetResult(line);
        }
    }
}
