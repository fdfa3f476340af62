using DataBus.Adapters;
using DataBus.Tests.Adapters.Databases;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>Tables and views without a version column.</summary>
public sealed class SqlWholeTests : IDisposable
{
    private readonly SqlSourceFixture _registry = new(new SqliteDatabase(), version: null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Sent => _registry.Hub.Items().Select(item => item.Change?.Registration.Name ?? "");

    [Fact]
    public async Task ReadAsync_FirstTime_IsAFullPassInKeyOrderWithoutVersions()
    {
        Put("b", "a", "c");

        await RunAsync(_registry.Source());

        var (pass, tallies) = Assert.Single(_registry.Hub.Passes);
        Assert.Equal((PassMode.Full, 3UL, true, 3UL), (pass.Mode, pass.Close.RowsRead, pass.Close.ProvenComplete, tallies.Accepted));
        Assert.Equal(["a", "b", "c"], Sent);
        Assert.All(_registry.Hub.Items(), item => Assert.Null(item.Change.SourceVersion));
    }

    [Fact]
    public async Task ReadAsync_NothingNew_IsNoPass()
    {
        Put("a");
        var source = _registry.Source();
        await RunAsync(source);

        await RunAsync(source);
        await RunAsync(_registry.Source());

        Assert.Single(_registry.Hub.Passes);
    }

    [Fact]
    public async Task ReadAsync_OneRowDiffers_SendsThatRowOnly()
    {
        Put("a", "b");
        var source = _registry.Source();
        await RunAsync(source);
        _registry.Execute("UPDATE registration SET name = '改名' WHERE id = 'b'");

        await RunAsync(source);

        Assert.Equal(["a", "b", "改名"], Sent);
        Assert.Equal((1UL, 1UL), (_registry.Hub.Passes[^1].Tallies.Accepted, _registry.Hub.Passes[^1].Tallies.Unchanged));
    }

    [Fact]
    public async Task ReadAsync_RowIsGone_IsToldByTwoReadingsAndThenOnceAnHour()
    {
        Put("a", "b");
        var source = _registry.Source();
        await RunAsync(source, once: false);
        _registry.Execute("DELETE FROM registration WHERE id = 'b'");

        await RunAsync(source, once: false);
        await RunAsync(source, once: false);
        var absent = _registry.Hub.Passes.Skip(1).Select(pass => Assert.Single(pass.Pass.Close.Absent).Key.Value).ToList();
        _registry.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(source, once: false);

        // The fake hub deletes nothing: as if two people had to decide.
        Assert.Equal(["Cb", "Cb"], absent);
        Assert.Equal(4, _registry.Hub.Passes.Count);
    }

    [Fact]
    public async Task ReadAsync_RowIsGone_ARunWithOnceIsOneReading()
    {
        Put("a", "b");
        await RunAsync(_registry.Source());
        _registry.Execute("DELETE FROM registration WHERE id = 'b'");

        var source = _registry.Source();
        await RunAsync(source);
        await RunAsync(source);
        Assert.Equal(2, _registry.Hub.Passes.Count);

        await RunAsync(_registry.Source());
        Assert.Equal(3, _registry.Hub.Passes.Count);
    }

    [Fact]
    public async Task ReadAsync_RowsThatAreHeld_AreSaidOnceWhileTheProcessLives()
    {
        Put("a");
        _registry.Put("x", 1, "无码", "");
        var source = _registry.Source();
        await RunAsync(source);

        await RunAsync(source);
        Put("c");
        await RunAsync(source);

        Assert.Equal(["a", "", "c", ""], Sent);
        Assert.Equal(1UL, _registry.Hub.Passes[^1].Tallies.SeenAgain);
    }

    [Fact]
    public async Task ReadAsync_TwoContentsForOneAddress_HoldsBothAndStaysCalm()
    {
        Put("a");
        _registry.Put("b1", 1, "一名", "Cb");
        _registry.Put("b2", 1, "另一名", "Cb");
        var source = _registry.Source();

        await RunAsync(source);
        await RunAsync(source);

        Assert.Equal(2UL, Assert.Single(_registry.Hub.Passes).Tallies.Held);
        Assert.Equal(2, _registry.Hub.Items().Count(item => item.Violations.Any(violation => violation.Rule == "kit.ambiguous")));
    }

    [Fact]
    public async Task ReadAsync_WhatWasSaidWasNotCommitted_IsSaidAgain()
    {
        _registry.Put("x", 1, "无码", "");
        var source = _registry.Source();
        await SourceDriver.ReadAsync(source, _registry.Hub, Token);

        var state = new ReadState(_registry.Hub.Position, null, true, _registry.Hub) { IsFresh = true };
        var again = await source.ReadAsync(state, Token).ToListAsync(Token);

        Assert.NotNull(Assert.Single(again).Item);
    }

    public void Dispose() => _registry.Dispose();

    private void Put(params string[] ids)
    {
        foreach (var id in ids)
            _registry.Put(id, 1, id);
    }

    private Task RunAsync(ISource source, bool once = true) => SourceDriver.RunAsync(source, _registry.Hub, Token, once: once);
}
