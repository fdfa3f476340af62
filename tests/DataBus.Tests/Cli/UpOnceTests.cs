using System.Text.Json;
using DataBus.V1;

namespace DataBus.Tests.Cli;

/// <summary><c>up --once</c> as a newcomer runs it: all processes, all sample data, to its end.</summary>
public sealed class UpOnceTests
{
    [Fact]
    public async Task UpOnce_SampleBureaus_CarriesAnExampleOfEveryFacetKindToTheSubscriber()
    {
        var (exit, output, errors) = await DatabusProcess.RunAsync("up", "--once", "--output", "json");

        Assert.True(exit == 0, errors);
        using var report = JsonDocument.Parse(output.Split('\n')[^1]);
        var facets = report.RootElement.GetProperty("facets").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt64());
        Assert.Equal(FacetCatalogue.All.Select(kind => kind.Name), facets.Keys);
        Assert.Empty(facets.Where(one => one.Value == 0).Select(one => one.Key));
        Assert.True(report.RootElement.GetProperty("held").GetInt64() > 0);
        Assert.True(report.RootElement.GetProperty("refused").GetInt64() > 0);
        Assert.Equal(report.RootElement.GetProperty("head").GetInt64(), report.RootElement.GetProperty("subscriber").GetProperty("revision").GetInt64());
    }
}
