using DataBus.Adapters;
using DataBus.Adapters.Declaration;

namespace DataBus.Tests.Adapters.Bureaus;

public sealed class ChosenSourcesTests
{
    private static readonly AdapterFile _file = AdapterFileParser.Parse(
        "adapter.yaml", File.ReadAllText(Repository.Path("adapters", "DataBus.Adapters.IpCenter", "adapter.yaml")));

    [Theory]
    [InlineData("folder", null, "ip-center.gazette")]
    [InlineData(null, "http://127.0.0.1:1", "ip-center.api")]
    [InlineData("folder", "http://127.0.0.1:1", "ip-center.gazette ip-center.api")]
    [InlineData(null, null, "ip-center.gazette ip-center.api")]
    public void Chosen_Options_KeepTheSourcesThatHaveTheirs(string? drop, string? api, string expected)
    {
        var chosen = AdapterServiceCollectionExtensions.Chosen(_file, new AdapterOptions { Drop = drop, Api = api });

        Assert.Equal(expected, string.Join(' ', chosen.Sources.Select(source => source.Source)));
    }
}
