using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.IpCenter;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Tax;
using DataBus.SampleBureaus;
using DataBus.Tests.Adapters.Kit;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>What the sample bureaus drop, read as each bureau's adapter reads it, into a hub in memory.</summary>
public sealed class SampleDropTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeHub _hub = new();

    public SampleDropTests() => new BureauBooks(new SampleOptions { Directory = _folder.Path, Seed = 7 }).Publish();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("adapters/DataBus.Adapters.Tax/adapter.yaml", "tax.rd-deduction", "tax", 4, 520 + 519 + 519 + 13)]
    [InlineData("adapters/DataBus.Adapters.IpCenter/adapter.yaml", "ip-center.gazette", "ip-center", 5, 1540)]
    [InlineData("adapters/config/science.tier-labels.yaml", "science.tier-labels", "science/tier-labels", 3, 762 + 762 + 763)]
    [InlineData("adapters/config/industry.tier-labels.yaml", "industry.tier-labels", "industry/tier-labels", 3, 280 + 280 + 281)]
    [InlineData("adapters/config/science.platforms.yaml", "science.platforms", "science/platforms", 4, 77 + 78 + 79 + 8)]
    [InlineData("adapters/config/science.observations.yaml", "science.observations", "science/observations", 2, 34 + 35)]
    public async Task ReadAsync_SampleFolder_ReadsEveryFileWhole(string file, string source, string drop, int files, int rows)
    {
        await RunAsync(file, source, drop);

        Assert.Equal(files, _hub.Passes.Count);
        Assert.All(_hub.Passes, pass => Assert.Equal(PassEnd.Whole, pass.Pass.Close.End));
        Assert.All(_hub.Passes, pass => Assert.Equal(pass.Pass.Mode == PassMode.Full, pass.Pass.Close.ProvenComplete));
        Assert.Equal((ulong)rows, _hub.Passes.Aggregate(0UL, (sum, pass) => sum + pass.Pass.Close.RowsRead));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, drop), "*.csv*"));
    }

    [Fact]
    public async Task ReadAsync_Gazette_HoldsTheDocumentWithTwoContentsAndNothingElse()
    {
        await RunAsync("adapters/DataBus.Adapters.IpCenter/adapter.yaml", "ip-center.gazette", "ip-center");

        var held = _hub.Items().Where(item => item.Violations.Any(violation => violation.Severity == Severity.Error)).ToList();
        Assert.Equal(2, held.Count);
        Assert.All(held, item => Assert.Equal("CN104021203", item.Change.Key.Value));
        Assert.All(held, item => Assert.Equal("kit.ambiguous", item.Violations.Single(violation => violation.Severity == Severity.Error).Rule));
        Assert.Equal((1540UL - 2 - 23, 23UL, 2UL), (_hub.Sum.Accepted, _hub.Sum.Unchanged, _hub.Sum.Held));
    }

    [Fact]
    public async Task ReadAsync_TaxNights_MissTheVanishedReturnTwice()
    {
        await RunAsync("adapters/DataBus.Adapters.Tax/adapter.yaml", "tax.rd-deduction", "tax");

        var absent = _hub.Passes.Select(pass => pass.Pass.Close.Absent.Select(FakeHub.Text).ToArray()).ToArray();
        Assert.Equal([0, 1, 1, 0], absent.Select(addresses => addresses.Length));
        Assert.Equal(absent[1], absent[2]);
    }

    private Task RunAsync(string file, string source, string drop)
    {
        var path = Repository.Path(file);
        var setup = new AdapterSetup()
            .AddRowMapper<PublicationMapper>().AddRowMapper<RdDeductionMapper>()
            .AddConverter("party_name", PartyName.Mask).AddConverter("party_names", PartyName.MaskAll);
        var declared = AdapterFileParser.Parse(path, File.ReadAllText(path)).Sources.Single(each => each.Source == source);
        var mapping = new RowMappingCompiler(setup, []).Compile(declared, (_, failure) => throw failure);
        var folder = new DropFolder(Path.Combine(_folder.Path, drop), (FileInput)declared.Input, once: true, TimeProvider.System);
        return SourceDriver.RunAsync(new FileSource(declared, mapping, folder, TimeProvider.System, NullLogger<FileSource>.Instance), _hub, Token);
    }
}
