using DataBus.Adapters;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>
/// What every source has to keep: stopped dead after any batch and started as a fresh process, it ends with the same
/// content and the same counts as if it had never been stopped, and a second read finds nothing.
/// </summary>
public abstract class SourceContractTests : IDisposable
{
    private protected FakeHub Hub { get; } = new();

    /// <summary>Batches that a whole read takes at one row a batch; the source is stopped after each of them.</summary>
    protected abstract int Stops { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A source as a fresh process has it, over the same bureau.</summary>
    private protected abstract ISource Source();

    /// <summary>Puts the bureau's system back to where it was at first.</summary>
    protected abstract void Reset();

    [Fact]
    public async Task ReadAsync_StoppedAfterAnyBatch_EndsAsIfItHadNotBeen()
    {
        await SourceDriver.RunAsync(Source(), Hub, Token, maxItems: 1);
        Assert.True(Hub.Batches.Count >= Stops, $"Only {Hub.Batches.Count} batches.");

        for (var stop = 1; stop <= Hub.Batches.Count; stop++)
        {
            Reset();
            var hub = new FakeHub();
            await SourceDriver.RunAsync(Source(), hub, Token, maxItems: 1, stopAfter: stop);
            Assert.True(await SourceDriver.RunAsync(Source(), hub, Token, maxItems: 1));

            Assert.Equal(Hub.LiveAddresses.Order(), hub.LiveAddresses.Order());
            Assert.Equal(Hub.Passes.Select(Text), hub.Passes.Take(Hub.Passes.Count).Select(Text));
            // A sweep may come once more, after a stop at the very end; it finds nothing new.
            Assert.All(hub.Passes.Skip(Hub.Passes.Count), p => Assert.Equal(0UL, p.Tallies.Accepted + p.Tallies.Held));
            Assert.Null(hub.OpenPass);
        }
    }

    [Fact]
    public async Task ReadAsync_StoppedAfterEachBatchAgainAndAgain_GetsToItsEnd()
    {
        await SourceDriver.RunAsync(Source(), Hub, Token, maxItems: 1);
        Reset();
        var hub = new FakeHub();

        for (var starts = 0; hub.Passes.Count < Hub.Passes.Count; starts++)
        {
            await SourceDriver.RunAsync(Source(), hub, Token, maxItems: 1, stopAfter: 1);
            Assert.True(starts < 1000, "It does not get on.");
        }

        Assert.Equal(Hub.Passes.Select(Text), hub.Passes.Select(Text));
    }

    [Fact]
    public async Task ReadAsync_NothingNew_FindsNothing()
    {
        var source = Source();
        await SourceDriver.RunAsync(source, Hub, Token);
        var passes = Hub.Passes.Count;

        await SourceDriver.RunAsync(source, Hub, Token);

        Assert.Equal(passes, Hub.Passes.Count);
    }

    [Fact]
    public async Task ReadAsync_EveryPass_AddsUpToItsRows()
    {
        await SourceDriver.RunAsync(Source(), Hub, Token, maxItems: 2);

        Assert.All(Hub.Passes, p => Assert.Equal(
            p.Pass.Close.RowsRead,
            p.Tallies.Accepted + p.Tallies.Unchanged + p.Tallies.Known + p.Tallies.SeenAgain + p.Tallies.Held + p.Tallies.OutOfScope));
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private static string Text((Pass Pass, Tallies Tallies) pass) => $"{pass.Pass.Mode} {pass.Pass.File} {pass.Pass.Close} {pass.Tallies}";
}
