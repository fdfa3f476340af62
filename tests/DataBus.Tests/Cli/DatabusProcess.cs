using System.Diagnostics;
using DataBus.Tests.Adapters.Bureaus;

namespace DataBus.Tests.Cli;

/// <summary><c>databus</c> as the process that it is.</summary>
internal static class DatabusProcess
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var process = Start(args);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output.TrimEnd(), await errors);
        }
        finally
        {
            // A test that is given up leaves nothing behind: what it started ends when its standard input does.
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts it; whoever does so reads what it says and ends it.</summary>
    public static Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", ["exec", Databus(), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string Databus()
    {
        var output = Path.GetRelativePath(Repository.Path(), AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar).SkipWhile(part => part != "bin");
        return Repository.Path(["clients", "DataBus.Cli", .. output.Where(part => part.Length > 0), "databus.dll"]);
    }
}
