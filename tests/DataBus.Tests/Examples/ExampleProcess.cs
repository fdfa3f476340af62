using System.Diagnostics;
using System.Globalization;

namespace DataBus.Tests.Examples;

/// <summary>An example as the process that it is.</summary>
internal sealed class ExampleProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private ulong _revision;

    private ExampleProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a program that follows until it is ended.</summary>
    public static ExampleProcess Start(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ExampleProcess(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    /// <param name="patience">How long that may take; absent: two minutes.</param>
    /// <returns>What it wrote to standard output and to standard error.</returns>
    public static async Task<(string Output, string Errors)> RunAsync(
        IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? patience = null)
    {
        var (code, output, errors) = await EndAsync(command, folder, environment ?? new Dictionary<string, string>(), patience ?? _patience);
        Assert.True(code == 0, $"{string.Join(' ', command)} ended with {code}: {output}{errors}");
        return (output.TrimEnd(), errors);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and what it wrote to standard output and to standard error.</returns>
    public static async Task<(int Code, string Output, string Errors)> EndAsync(
        IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> environment, TimeSpan patience)
    {
        using var program = Start(command, folder, environment);
        var output = await program._process.StandardOutput.ReadToEndAsync(Token).WaitAsync(patience, Token);
        await program._process.WaitForExitAsync(Token).WaitAsync(patience, Token);
        return (program._process.ExitCode, output, await program._errors);
    }

    /// <summary>Waits until it says that it holds a set; its revisions must never go back.</summary>
    /// <param name="summary">Count and digest of the set.</param>
    public async Task ConsistentAsync(string summary)
    {
        while (await _process.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(_patience, Token) is { } line)
        {
            var words = line.Split(' ', 3);
            var revision = ulong.Parse(words[1], CultureInfo.InvariantCulture);
            Assert.True(revision >= _revision, $"from {_revision} back to {revision}");
            _revision = revision;
            if (words[2] == summary)
                return;
        }
        Assert.Fail($"It ended: {await _errors}");
    }

    /// <summary>Ends it as a crash would.</summary>
    /// <returns>What it wrote to standard error.</returns>
    public Task<string> KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        return _errors;
    }

    public void Dispose()
    {
        // A kill at any moment is what an example must bear anyway.
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
