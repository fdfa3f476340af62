using DataBus.V1;
using static DataBus.Tests.Adapters.Kit.FileSourceFixture;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>A hub that is new, or older than the folder: what lies in done/ comes again.</summary>
public sealed class DoneAgainTests : IDisposable
{
    private readonly FileSourceFixture _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_NewHubAndFilledFolder_ReadsEverythingAgainInItsOrder()
    {
        foreach (var (name, text) in Nights())
        {
            _files.Drop(name, text);
            await RunAsync(_files.Hub);
        }

        var hub = new FakeHub();
        await RunAsync(hub, fresh: true);

        Assert.Equal(_files.Hub.LiveAddresses.Order(), hub.LiveAddresses.Order());
        Assert.Equal(Closed(_files.Hub), Closed(hub));
        Assert.Equal(["changes_20261102.csv", "full_20261101.csv", "full_20261103.csv"], _files.Names("done"));
        Assert.Empty(_files.Names("."));
    }

    [Fact]
    public async Task ReadAsync_HubWasRestored_ReadsOnlyWhatItDoesNotKnow()
    {
        var restored = new FakeHub();
        foreach (var (name, text) in Nights())
        {
            _files.Drop(name, text);
            await RunAsync(_files.Hub);
            if (name != "full_20261101.csv")
                continue;
            _files.Drop(name, text);
            await RunAsync(restored);
        }

        await RunAsync(restored, fresh: true);

        Assert.Equal(["2026-11-01", "2026-11-02", "2026-11-03"], restored.Passes.Select(pass => pass.Pass.File.AsOf));
    }

    [Fact]
    public async Task ReadAsync_HubKnowsTheFolder_ReadsNothing()
    {
        foreach (var (name, text) in Nights())
            _files.Drop(name, text);
        await RunAsync(_files.Hub);

        await RunAsync(_files.Hub, fresh: true);

        Assert.Equal(3, _files.Hub.Passes.Count);
        Assert.Equal(3, _files.Names("done").Length);
    }

    [Fact]
    public async Task ReadAsync_SameNameEachWeek_ComesAgainOneAfterTheOther()
    {
        foreach (var tier in new[] { "科技型中小企业", "高新技术企业" })
        {
            _files.Drop("any.csv", Changes(Row(1, tier)));
            await RunAsync(_files.Hub);
        }

        var hub = new FakeHub();
        await RunAsync(hub, fresh: true);

        Assert.Equal(["T1", "T2"], hub.Items().Select(item => item.Change.TierLabel.Code));
        Assert.Equal(["2.any.csv", "any.csv"], _files.Names("done"));
    }

    [Fact]
    public async Task ReadAsync_WaitingFileIsNewer_ComesAfterWhatLiesInDone()
    {
        _files.Drop("full_20261101.csv", Full(Row(1)));
        await RunAsync(_files.Hub);
        _files.Drop("full_20261102.csv", Full(Row(1), Row(2)));

        var hub = new FakeHub();
        await RunAsync(hub, fresh: true);

        Assert.Equal([(PassEnd.Whole, "2026-11-01"), (PassEnd.Whole, "2026-11-02")], hub.Passes.Select(pass => (pass.Pass.Close.End, pass.Pass.File.AsOf)));
    }

    [Fact]
    public async Task ReadAsync_NewHubAndFailedFile_FailsAgainWithItsReport()
    {
        _files.Drop("full_20261101.csv", "没有一列是对的\n");
        await RunAsync(_files.Hub);

        var hub = new FakeHub();
        await RunAsync(hub, fresh: true);
        await RunAsync(hub, fresh: true);

        Assert.Equal(PassEnd.Failed, Assert.Single(hub.Passes).Pass.Close.End);
        Assert.Equal(["full_20261101.csv", "full_20261101.csv.report.txt"], _files.Names("failed"));
    }

    // The hub of the backup knows the name and the day, by the file that could not be read.
    [Fact]
    public async Task ReadAsync_HubKnowsOnlyTheBrokenFileOfTheName_ReadsTheCorrectedOneAgain()
    {
        var restored = new FakeHub();
        _files.Drop("full_20261101.csv", "没有一列是对的\n");
        await RunAsync(restored);
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2)));
        await RunAsync(_files.Hub);

        await RunAsync(restored, fresh: true);

        Assert.Equal([PassEnd.Failed, PassEnd.Whole], restored.Passes.Select(pass => pass.Pass.Close.End));
        Assert.Equal(2, restored.LiveAddresses.Count());
    }

    [Fact]
    public async Task ReadAsync_HubStandsInTheMiddleOfAFileOfDone_GoesOnInIt()
    {
        var restored = new FakeHub();
        _files.Drop("full_20261102.csv", Full(Row(1), Row(2), Row(3)));
        Assert.False(await SourceDriver.RunAsync(_files.Source(), restored, Token, maxItems: 1, stopAfter: 1));
        await RunAsync(_files.Hub);
        _files.Drop("full_20261101.csv", Full(Row(4)));

        await RunAsync(restored, fresh: true);

        var (pass, tallies) = restored.Passes[0];
        Assert.Equal(("2026-11-02", PassEnd.Whole, 3UL), (pass.File.AsOf, pass.Close.End, tallies.Accepted));
        Assert.Equal(["full_20261102.csv"], _files.Names("done"));
    }

    public void Dispose() => _files.Dispose();

    private static (string Name, string Text)[] Nights() =>
    [
        ("full_20261101.csv", Full(Row(1), Row(2))), ("changes_20261102.csv", Changes(Row(3))), ("full_20261103.csv", Full(Row(1), Row(2), Row(3), Row(4))),
    ];

    private static IEnumerable<string> Closed(FakeHub hub) => hub.Passes.Select(pass => $"{pass.Pass.File.Name} {pass.Pass.Close.End} {pass.Tallies}");

    private Task RunAsync(FakeHub hub, bool fresh = false) => SourceDriver.RunAsync(_files.Source(), hub, Token, fresh: fresh);
}
