using System.Diagnostics;
using System.Text.Json;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.V1;

namespace DataBus.Tests.Cli;

/// <summary><c>up --once</c> as a newcomer runs it: all processes, all sample data, to its end.</summary>
public sealed class UpOnceTests
{
    [Fact]
    public async Task UpOnce_SampleBureaus_CarriesAnExampleOfEveryFacetKindToTheSubscriber()
    {
        var (exit, last, errors) = await RunAsync("up", "--once", "--output", "json");

        Assert.True(exit == 0, errors);
        using var report = JsonDocument.Parse(last);
        var facets = report.RootElement.GetProperty("facets").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt64());
        Assert.Equal(FacetCatalogue.All.Select(kind => kind.Name), facets.Keys);
        Assert.Empty(facets.Where(one => one.Value == 0).Select(one => one.Key));
        Assert.True(report.RootElement.GetProperty("held").GetInt64() > 0);
        Assert.True(report.RootElement.GetProperty("refused").GetInt64() > 0);
        Assert.Equal(report.RootElement.GetProperty("head").GetInt64(), report.RootElement.GetProperty("subscriber").GetProperty("revision").GetInt64());
    }

    private static async Task<(int Exit, string Last, string Errors)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Databus(), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output.TrimEnd().Split('\n')[^1], await errors);
        }
        finally
        {
            // A test that is given up leaves nothing behind: what it started ends when its standard input does.
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Databus()
    {
        var output = Path.GetRelativePath(Repository.Path(), AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar).SkipWhile(part => part != "bin");
        return Repository.Path(["clients", "DataBus.Cli", .. output.Where(part => part.Length > 0), "databus.dll"]);
    }
}
