using DataBus.SampleBureaus;
using DataBus.Tests.Adapters.Samples;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>Three sources that the kit's host runs from a file alone, over what the sample bureaus drop for them.</summary>
public sealed class CsvSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CsvSourcesTests() => new BureauBooks(new SampleOptions { Directory = _folder.Path, Seed = 7 }).Publish();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("science.tier-labels", 763, "enterprise.tier_label.certificate.required|enterprise.tier_label.valid_to.order|key.value.check_digit")]
    [InlineData("industry.tier-labels", 281, "enterprise.tier_label.level.code|enterprise.tier_label.valid_from.format|kit.code|kit.date")]
    [InlineData("science.observations", 35, "indicator.observation.value.format|kit.decimal")]
    public void Map_LastFullFile_HoldsItsBadRowsOnly(string source, int rows, string rules)
    {
        var mapping = new BureauMapping(Repository.Path("adapters", "config", source + ".yaml"), source);
        var file = Directory.GetFiles(Path.Combine(_folder.Path, source.Split('.')[0], source.Split('.')[1]), "*_20261120.csv").Single();
        var read = CsvRows.Read(file).ToList();

        var items = read.Select(mapping.Map).ToList();

        Assert.Equal(mapping.Columns.Order(StringComparer.Ordinal), read[0].Keys.Order(StringComparer.Ordinal));
        Assert.Equal(rows, items.Count);
        Assert.Equal(rules.Split('|'), items.SelectMany(BureauMapping.Errors).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(items.Count, items.DistinctBy(item => (item.Address, item.Hash)).Count());
    }
}
