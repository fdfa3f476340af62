using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Tests.Hub.Intake.Acts;

/// <summary>What an operator mended is provisional: it stays while the source repeats itself, and ends with the owner's word.</summary>
public sealed class CorrectionTests : IAsyncDisposable
{
    private readonly CoreFixture _hub = new();
    private readonly DeskDriver _desk;

    public CorrectionTests() => _desk = new DeskDriver(_hub);

    [Fact]
    public async Task Patch_KeepsTheIdAndTheOriginalAndTellsReadersWhatWasMended()
    {
        var id = await MendAsync();

        var published = _desk.Published()[^1];
        Assert.Equal((id, "2026-01-01"), (published.Hub.ReplayedFrom, published.TierLabel.ValidFrom));
        Assert.Equal(["valid_from"], published.Hub.Patch.Fields);
        var item = await _hub.HeldAsync(id);
        Assert.Equal("", item.Entry.Change.TierLabel.ValidFrom);
        Assert.Equal(CorrectionState.Open, item.Correction);
    }

    [Fact]
    public async Task OwnersOwnPushOfIt_ConfirmsItAndIsNoMoreProvisional()
    {
        var id = await MendAsync();
        var source = await _hub.OpenAsync("science.tier-labels");

        Assert.Equal(1UL, (await source.PushAsync(DeskDriver.Bad(Samples.Label()))).Tallies.Unchanged);
        Assert.Equal(1UL, (await source.PushAsync(Samples.Label())).Tallies.Accepted);

        Assert.Equal(CorrectionState.Confirmed, (await _hub.HeldAsync(id)).Correction);
        Assert.Null(_desk.Published()[^1].Hub.Patch);
    }

    [Fact]
    public async Task SomethingNew_LetsThePatchLapse()
    {
        var id = await MendAsync();
        var source = await _hub.OpenAsync("science.tier-labels");
        var other = Samples.Label();
        other.TierLabel.Batch = "另一批";

        Assert.Equal(1UL, (await source.PushAsync(other)).Tallies.Accepted);

        Assert.Equal(CorrectionState.Lapsed, (await _hub.HeldAsync(id)).Correction);
    }

    [Fact]
    public async Task Confirm_ByAnOperator_TellsReadersAndLeavesTheSourceKnown()
    {
        var id = await MendAsync();
        var by = new Doer("李", "科技局函复确认");
        var order = new DeskOrder([new FailedRef { Id = id }], (acts, item) => acts.Plain.Confirm(item, by));
        var confirmed = Assert.Single((await _hub.Core.Intake.ActAsync(order, Token)).Results);

        Assert.Equal("confirmed", confirmed.Result);
        Assert.True(_desk.Published()[^1].Hub.Patch.Confirmed);
        var source = await _hub.OpenAsync("science.tier-labels");
        Assert.Equal(1UL, (await source.PushAsync(DeskDriver.Bad(Samples.Label()))).Tallies.Unchanged);
    }

    [Fact]
    public async Task Rekey_NeedsAnotherOperatorAndKeepsTheRowKnown()
    {
        var source = await _hub.OpenAsync("science.tier-labels");
        var wrong = Samples.Label();
        wrong.Key.Value = "91120112712847285X";
        var id = (await source.PushAsync(wrong.Clone())).Exceptions[0].FailedId;

        var patched = await _desk.ActAsync(id, DeskDriver.Patch(replay: false, DeskDriver.Edit("key.value", Samples.Label().Key.Value)), "张");
        Assert.Equal("needs_second", (await _desk.ActAsync(id, DeskDriver.Replay(), "张")).Result);
        var replayed = await _desk.ActAsync(id, DeskDriver.Replay(), "李");

        Assert.Empty(patched.Violations);
        Assert.Equal("replayed", replayed.Result);
        Assert.Equal(Samples.Label().Key, _desk.Published()[^1].Key);
        Assert.Equal(1UL, (await source.PushAsync(wrong.Clone())).Tallies.Known);
        Assert.Equal(1UL, (await source.PushAsync(Samples.Label())).Tallies.Accepted);
        Assert.Equal(CorrectionState.Confirmed, (await _hub.HeldAsync(id)).Correction);
    }

    [Fact]
    public async Task Patch_ThatNamesNoFieldOrTheWrongType_ChangesNothing()
    {
        var source = await _hub.OpenAsync("tax.rd-deduction");
        var deduction = Rules.Sound.Of(Rules.Sound.RdDeduction);
        deduction.RdDeduction.TaxYear = "20X3";
        var id = (await source.PushAsync(deduction)).Exceptions[0].FailedId;

        var unknown = await _desk.ActAsync(id, DeskDriver.Patch(replay: false, DeskDriver.Edit("no_such_field", "1")));
        var wrong = await _desk.ActAsync(id, DeskDriver.Patch(replay: false, DeskDriver.Edit("tax_year", "2023"), new FieldEdit { Path = "tax_year.deeper", Trim = true }));

        Assert.Equal("wrong_type", unknown.Result);
        Assert.Contains("no_such_field", unknown.Problem, StringComparison.Ordinal);
        Assert.Equal("wrong_type", wrong.Result);
        Assert.Null((await _hub.HeldAsync(id)).Patched);
    }

    [Fact]
    public async Task Edits_TrimHalfWidthAndMap_RewriteTexts()
    {
        var source = await _hub.OpenAsync("science.tier-labels");
        var label = Samples.Label();
        (label.TierLabel.Code, label.TierLabel.ValidFrom, label.TierLabel.State) = ("T1", " ２０２６－０１－０１ ", "有效");
        var id = (await source.PushAsync(label)).Exceptions[0].FailedId;

        var patched = await _desk.ActAsync(id, DeskDriver.Patch(
            replay: true,
            new FieldEdit { Path = "valid_from", Trim = true },
            new FieldEdit { Path = "valid_from", HalfWidth = true },
            new FieldEdit { Path = "state", Map = new ValueMap { From = "有效", To = "VALID" } }));

        Assert.Equal("replayed", patched.Result);
        Assert.Equal(("2026-01-01", "VALID"), (_desk.Published()[^1].TierLabel.ValidFrom, _desk.Published()[^1].TierLabel.State));
    }

    [Fact]
    public async Task Guard_AfterThreeFailuresOfOneCause_KeepsItUntilItIsForcedOrMended()
    {
        var source = await _hub.OpenAsync("science.tier-labels");
        var id = (await source.PushAsync(DeskDriver.Bad(Samples.Label()))).Exceptions[0].FailedId;
        for (var i = 0; i < 3; i++)
            Assert.Equal("still_held", (await _desk.ActAsync(id, DeskDriver.Replay())).Result);

        Assert.Equal("guarded", (await _desk.ActAsync(id, DeskDriver.Replay())).Result);
        Assert.Equal("still_held", (await _desk.ActAsync(id, new JobAct { Replay = new JobReplay { Force = true } })).Result);
        Assert.Equal("replayed", (await _desk.ActAsync(id, DeskDriver.Patch(replay: true, DeskDriver.Edit("valid_from", "2026-01-01")))).Result);
    }

    [Fact]
    public async Task OneOperatorsPatch_IsReviewedByAnotherWithinADay()
    {
        var id = await MendAsync();
        var due = (await _hub.HeldAsync(id)).ReviewDue.ToDateTimeOffset();

        Assert.Equal(_hub.Time.GetUtcNow().AddHours(24), due);
        Assert.Equal("needs_second", await ReviewAsync(id, "张"));
        Assert.Equal("reviewed", await ReviewAsync(id, "李"));
        Assert.Null((await _hub.HeldAsync(id)).ReviewDue);
    }

    private async Task<string> ReviewAsync(ulong id, string actor)
    {
        var by = new Doer(actor, "看过");
        var order = new DeskOrder([new FailedRef { Id = id }], (acts, item) => acts.Plain.Review(item, by));
        return (await _hub.Core.Intake.ActAsync(order, Token)).Results.Single().Result;
    }

    private async Task<ulong> MendAsync()
    {
        var source = await _hub.OpenAsync("science.tier-labels");
        var id = (await source.PushAsync(DeskDriver.Bad(Samples.Label()))).Exceptions[0].FailedId;
        var result = await _desk.ActAsync(id, DeskDriver.Patch(replay: true, DeskDriver.Edit("valid_from", "2026-01-01")));
        Assert.Equal("replayed", result.Result);
        return id;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();
}
