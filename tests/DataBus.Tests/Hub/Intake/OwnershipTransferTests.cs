using DataBus.Hub;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Tests.Hub.Intake;

public sealed class OwnershipTransferTests : IAsyncDisposable
{
    private const string Science = "science.tier-labels";
    private const string Industry = "industry.tier-labels";
    private readonly CoreFixture _hub = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TransferAsync_OfAPart_TheNewOwnerWritesAndTheOldOneIsRefused()
    {
        var before = await _hub.OpenAsync(Science);
        _ = await before.PushAsync(Versioned("live", sequence: 100));

        var transferred = await TransferAsync("T*", Industry);
        var refused = await before.PushAsync(Versioned("by the old owner", sequence: 101));
        var accepted = await (await _hub.OpenAsync(Industry)).PushAsync(Versioned("by the new owner", sequence: 1));

        Assert.Equal(Science, transferred.From);
        Assert.Equal(Outcome.Refused, refused.Exceptions.Single().Outcome);
        // The old owner's versions are no order for the new one.
        Assert.Equal(1UL, accepted.Tallies.Accepted);
    }

    [Fact]
    public async Task TransferAsync_NewOwnerSendsTheSame_TakesTheAddressWithoutAChange()
    {
        _ = await (await _hub.OpenAsync(Science)).PushAsync(Versioned("same", sequence: 100));
        _ = await TransferAsync("T*", Industry);
        var industry = await _hub.OpenAsync(Industry);

        var same = await industry.PushAsync(Versioned("same", sequence: 5));
        var lower = await industry.PushAsync(Versioned("older", sequence: 4));

        Assert.Equal((1UL, 1UL), (same.Tallies.Unchanged, lower.Tallies.Stale));
        Assert.Equal(Industry, (await _hub.SlotAsync(Samples.Label()))!.Source);
        Assert.Equal((0UL, 1UL), (await LiveOfAsync(Science), await LiveOfAsync(Industry)));
    }

    [Fact]
    public async Task TransferAsync_NewOwnerMissesItTwice_DeletesWhatTheOldOneWrote()
    {
        _ = await (await _hub.OpenAsync(Science)).PushAsync(Samples.Label());
        _ = await TransferAsync("T*", Industry);
        var industry = await _hub.OpenAsync(Industry);
        var absent = Addresses.Of(Samples.Label())!;

        var first = await industry.PushAsync(Samples.CompleteFile("2026-01-01", absent));
        var second = await industry.PushAsync(Samples.CompleteFile("2026-01-02", absent));

        Assert.Equal((0UL, 1UL), (first.Tallies.Deleted, second.Tallies.Deleted));
        Assert.Equal((0UL, 0UL), (await LiveOfAsync(Science), await LiveOfAsync(Industry)));
    }

    [Fact]
    public async Task TransferAsync_ThenReopened_StandsAndViewsAreTheSameWhenMadeAnew()
    {
        _ = await (await _hub.OpenAsync(Science)).PushAsync(Versioned("same", sequence: 100));
        _ = await TransferAsync("T*", Industry);
        _ = await (await _hub.OpenAsync(Industry)).PushAsync(Versioned("same", sequence: 5));
        var before = await RowsAsync();

        _hub.Core.Store.ResetViews();
        await _hub.ReopenAsync();

        Assert.Equal(before, await RowsAsync());
        Assert.Equal(1UL, (await (await _hub.OpenAsync(Science)).PushAsync(Samples.Label())).Tallies.Refused);
    }

    [Fact]
    public async Task TransferAsync_ToASourceThatIsNew_MakesIt()
    {
        await TransferAsync("T*", "taskforce.labels", bureau: "区专班");

        var pushed = await (await _hub.OpenAsync("taskforce.labels")).PushAsync(Samples.Label());

        Assert.Equal(1UL, pushed.Tallies.Accepted);
    }

    [Theory]
    [InlineData("T1", Industry, "OWNERSHIP_OVERLAPS")]
    [InlineData("", Industry, "OWNERSHIP_OVERLAPS")]
    [InlineData("T*", Science, "OWNS_ALREADY")]
    public async Task TransferAsync_NotARowOfTheTable_IsRefused(string part, string to, string reason)
    {
        var refused = await Assert.ThrowsAsync<HubException>(() => TransferAsync(part, to));

        Assert.Equal(reason, refused.Refusal.Reason);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private Task<TransferOwnershipResponse> TransferAsync(string part, string to, string bureau = "") => _hub.Core.Intake.TransferAsync(
        new TransferOwnershipRequest { Part = new OwnedPart { Facet = "enterprise.tier_label", Part = part }, To = to, Bureau = bureau, Reason = "职能调整" },
        isPlanned: false,
        "王**",
        Token);

    private async Task<ulong> LiveOfAsync(string source)
    {
        using var view = await _hub.Core.Views.AtLeastAsync(_hub.Core.Log.Head, Token);
        return view.FindSource(source)!.LiveAddresses;
    }

    private async Task<List<string>> RowsAsync()
    {
        using var view = await _hub.Core.Views.AtLeastAsync(_hub.Core.Log.Head, Token);
        return [.. view.Sources().Select(row => $"{row}"), .. view.Scan([]).Select(slot => $"{slot.Key} {slot.Value}"), $"{view.Tables()}"];
    }

    private static Change Versioned(string batch, ulong sequence)
    {
        var change = Samples.Label();
        change.TierLabel.Batch = batch;
        change.SourceVersion = new SourceVersion { Sequence = sequence };
        return change;
    }
}
