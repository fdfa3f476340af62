using System.Diagnostics;
using System.Globalization;

namespace DataBus.Tests.Adapters.Databases;

/// <summary>A real database server over a temporary folder, reached by a socket in it.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Func<string, TestDatabase> _database;
    private int _count;

    private DatabaseServer(string folder, Process process, Func<string, TestDatabase> database)
    {
        Folder = folder;
        _process = process;
        _database = database;
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="signal">What stops it at once and in order.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="database">Gives one of its databases by name.</param>
    /// <param name="administration">The database that is there from the start.</param>
    public static async Task<DatabaseServer> StartAsync(
        string folder, string signal, IEnumerable<string> command, Func<string, TestDatabase> database, string administration)
    {
        // The shell ends it and removes its folder when our end of the pipe closes, so that nothing is left whatever becomes of us.
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            ArgumentList = { "-c", $"\"$@\" </dev/null >'{folder}/log' 2>&1 & child=$!; read _; kill -{signal} $child; wait $child; rm -rf '{folder}'", "sh" },
        };
        foreach (var part in command)
            start.ArgumentList.Add(part);
        var server = new DatabaseServer(folder, Process.Start(start)!, database);
        try
        {
            await server.WaitAsync(administration);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database.</summary>
    public TestDatabase NewDatabase(string administration, string options = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bureau{Interlocked.Increment(ref _count)}");
        _database(administration).Execute($"CREATE DATABASE {name} {options}");
        return _database(name);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string folder, IReadOnlyList<string> command, string input = "")
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var part in command.Skip(1))
            start.ArgumentList.Add(part);
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(_patience);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {string.Concat(await said)}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(string administration)
    {
        var began = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                _database(administration).Execute("SELECT 1");
                return;
            }
            catch (System.Data.Common.DbException) when (began.Elapsed < _patience && !_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
