using DataBus.Adapters.Declaration;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.Tests.Adapters.Samples;

namespace DataBus.Tests.Adapters.Kit;

public sealed class AdapterFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TwoFiles_GivesTheSourcesOfBoth()
    {
        var (_, file) = AdapterFiles.Read([Config("science.platforms"), Config("industry.tier-labels")]);

        Assert.Equal(["science.platforms", "industry.tier-labels"], file.Sources.Select(source => source.Source));
    }

    [Fact]
    public void Read_OneSourceInTwoFiles_IsRefusedWithBothNamed()
    {
        var copy = Path.Combine(_folder.Path, "copy.yaml");
        File.Copy(Config("science.platforms"), copy);

        var error = Assert.Throws<AdapterFileException>(() => AdapterFiles.Read([Config("science.platforms"), copy]));

        Assert.Contains("science.platforms.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains("copy.yaml", error.Message, StringComparison.Ordinal);
    }

    private static string Config(string source) => Repository.Path("adapters", "config", source + ".yaml");
}
