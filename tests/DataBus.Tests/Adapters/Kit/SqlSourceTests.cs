using DataBus.Adapters;
using DataBus.Tests.Adapters.Databases;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>Polls and sweeps, the same on every database.</summary>
public abstract class SqlSourceTests : IDisposable
{
    private readonly List<SqlSourceFixture> _made = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_NewRows_AreOnePassOfChangesWithTheirVersions()
    {
        var registry = await NewAsync();
        registry.Put("b", 2, "乙");
        registry.Put("a", 1, "甲");

        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);

        var (pass, tallies) = Assert.Single(registry.Hub.Passes);
        Assert.Equal((PassMode.Changes, 2UL, 2UL), (pass.Mode, pass.Close.RowsRead, tallies.Accepted));
        Assert.Equal([1UL, 2UL], registry.Hub.Items().Select(i => i.Change.SourceVersion.Sequence));
        Assert.StartsWith("{\"version\":2,\"key\":\"b\"", registry.Hub.Position, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SameVersionAndLaterKey_IsNotMissed()
    {
        var registry = await NewAsync();
        registry.Put("a", 7, "甲");
        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);
        registry.Put("b", 7, "乙");

        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);

        Assert.Equal(2UL, registry.Hub.Sum.Accepted);
    }

    [Fact]
    public async Task ReadAsync_NothingNew_SaysOnlyThatItWasHeardFrom()
    {
        var registry = await NewAsync();
        registry.Put("a", 1, "甲");
        var source = registry.Source();
        await SourceDriver.RunAsync(source, registry.Hub, Token);
        await SourceDriver.RunAsync(source, registry.Hub, Token);

        var steps = await SourceDriver.ReadAsync(source, registry.Hub, Token);

        var step = Assert.Single(steps);
        Assert.Equal((null, null, registry.Hub.Position), (step.Pass, step.Item, step.PositionAfter));
    }

    [Fact]
    public async Task ReadAsync_VersionsWentFarBack_PausesInsteadOfFindingNothingForEver()
    {
        var registry = await NewAsync();
        registry.Put("a", 5000, "甲");
        var source = registry.Source();
        await SourceDriver.RunAsync(source, registry.Hub, Token);
        registry.Put("a", 3000, "甲，备份恢复前");
        registry.Time.Advance(TimeSpan.FromMinutes(2));

        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => SourceDriver.RunAsync(source, registry.Hub, Token));

        Assert.StartsWith("SOURCE_WENT_BACK", drift.Message, StringComparison.Ordinal);
        Assert.Contains("3000", drift.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LateCommitWithinTheOverlap_IsSentAndOtherRowsAreNot()
    {
        var registry = await NewAsync("overlap: 10");
        registry.Put("a", 20, "甲");
        registry.Put("b", 21, "乙");
        registry.Put("x", 22, "无码", "");
        var source = registry.Source();
        await SourceDriver.RunAsync(source, registry.Hub, Token);
        registry.Put("c", 19, "丙");

        await SourceDriver.RunAsync(source, registry.Hub, Token);
        await SourceDriver.RunAsync(source, registry.Hub, Token);

        Assert.Equal(2, registry.Hub.Passes.Count);
        Assert.Equal("丙", Assert.Single(registry.Hub.Batches.Last(b => b.Items.Count > 0).Items).Change.Registration.Name);
        Assert.Contains("22", registry.Hub.Position, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LateCommitWasGivenButNotCommitted_IsGivenAgain()
    {
        var registry = await NewAsync("overlap: 10");
        registry.Put("a", 20, "甲");
        var source = registry.Source();
        await SourceDriver.RunAsync(source, registry.Hub, Token);
        registry.Put("c", 19, "丙");
        await SourceDriver.ReadAsync(source, registry.Hub, Token);

        var state = new ReadState(registry.Hub.Position, null, true, registry.Hub) { IsFresh = true };
        var again = await source.ReadAsync(state, Token).ToListAsync(Token);

        Assert.Equal("丙", Assert.Single(again).Item!.Change.Registration.Name);
    }

    [Fact]
    public async Task ReadAsync_Sweep_TellsWhatIsGoneAndSendsWhatDiffers()
    {
        var registry = await NewAsync("sweep: {every: 10m, once: 1}\n      overlap: 0");
        foreach (var id in new[] { "a", "b", "c" })
            registry.Put(id, 1, id);
        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);
        registry.Execute("DELETE FROM registration WHERE id = 'b'");
        registry.Execute("UPDATE registration SET name = '改名而未改版本' WHERE id = 'c'");

        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);

        var (pass, tallies) = registry.Hub.Passes[^1];
        Assert.Equal((PassMode.Full, 2UL, true), (pass.Mode, pass.Close.RowsRead, pass.Close.ProvenComplete));
        Assert.Equal("Cb", Assert.Single(pass.Close.Absent).Key.Value);
        Assert.Equal((4UL, 2UL), (registry.Hub.Sum.Accepted, tallies.Accepted + tallies.Unchanged));
    }

    [Fact]
    public async Task ReadAsync_SweepWhileRunning_ComesWhenItIsTime()
    {
        var registry = await NewAsync("sweep: {every: 10m, once: 1}");
        registry.Put("a", 1, "甲");
        var source = registry.Source();
        await SourceDriver.RunAsync(source, registry.Hub, Token, once: false);
        Assert.Equal(2, registry.Hub.Passes.Count);

        await SourceDriver.RunAsync(source, registry.Hub, Token, once: false);
        Assert.Equal(2, registry.Hub.Passes.Count);

        registry.Time.Advance(TimeSpan.FromMinutes(10));
        await SourceDriver.RunAsync(source, registry.Hub, Token, once: false);
        Assert.Equal(3, registry.Hub.Passes.Count);
    }

    [Fact]
    public async Task ReadAsync_KeysThatACollationOrdersOtherwise_AreEachReadOnce()
    {
        var registry = await NewAsync("overlap: 1");
        foreach (var id in new[] { "B", "a", "Z", "10", "9", "乙", "甲" })
            registry.Put(id, 7, id);
        var source = registry.Source();
        await SourceDriver.RunAsync(source, registry.Hub, Token);
        registry.Put("b2", 7, "b2");

        await SourceDriver.RunAsync(source, registry.Hub, Token);
        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);

        Assert.Equal(["10", "9", "B", "Z", "a", "乙", "甲"], registry.Hub.Batches[0].Items.Select(item => item.Change.Registration.Name));
        Assert.Equal(8, registry.Hub.Items().Count());
    }

    [Fact]
    public async Task ReadAsync_QueryLacksAColumn_SaysWhichAndStops()
    {
        var registry = await NewAsync();
        registry.Execute("ALTER TABLE registration RENAME COLUMN name TO title");

        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => SourceDriver.RunAsync(registry.Source(), registry.Hub, Token));

        Assert.Contains("gone name", drift.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_TableIsGone_IsDrift()
    {
        var registry = await NewAsync();
        registry.Execute("DROP TABLE registration");

        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => SourceDriver.RunAsync(registry.Source(), registry.Hub, Token));

        Assert.Contains("registration", drift.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NewColumn_IsToldOnceAndIsDriftIfTheDeclarationSaysWhichThereWere()
    {
        var loose = await NewAsync();
        var strict = await NewAsync(columns: "id, row_version, name, code, established");
        foreach (var registry in new[] { loose, strict })
        {
            registry.Put("a", 1, "甲");
            registry.Execute("ALTER TABLE registration ADD COLUMN phone VARCHAR(20)");
        }

        var source = loose.Source();
        await SourceDriver.RunAsync(source, loose.Hub, Token);
        await SourceDriver.RunAsync(source, loose.Hub, Token);
        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => SourceDriver.RunAsync(strict.Source(), strict.Hub, Token));

        Assert.Equal(["row_version", "phone"], loose.Unknown);
        Assert.Contains("new phone", drift.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_DatesWrittenOtherwise_AreDriftBeforeARowIsSent()
    {
        var registry = await NewAsync();
        for (var i = 0; i < 25; i++)
            registry.Put($"k{i}", i, "甲");
        registry.Execute("UPDATE registration SET established = '2026/11/24'");

        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => SourceDriver.RunAsync(registry.Source(), registry.Hub, Token));

        Assert.Contains("25 of 25 values break kit.date", drift.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(registry.Hub.Batches, batch => batch.Pass is not null);
    }

    public void Dispose()
    {
        _made.ForEach(m => m.Dispose());
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<TestDatabase> DatabaseAsync();

    private protected async Task<SqlSourceFixture> NewAsync(string settings = "", string? version = "INTEGER", string? columns = null)
    {
        var fixture = new SqlSourceFixture(await DatabaseAsync(), settings, version, columns);
        _made.Add(fixture);
        return fixture;
    }
}
