using DataBus.Hub.Intake;
using DataBus.Tests.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Tests.Hub.Intake;

/// <summary>A rule made looser marks what it would let through now; a stricter one takes the mark away.</summary>
public sealed class HeldReviewTests : IAsyncDisposable
{
    private const string Rule = "enterprise.tier_label.valid_from.required";

    private readonly CoreFixture _hub = new();

    [Fact]
    public async Task LooserRule_MarksReleasable_StricterTakesItAway()
    {
        var source = await _hub.OpenAsync("science.tier-labels");
        var pushed = await source.PushAsync(DeskDriver.Bad(Samples.Label("C1")), WithoutState(DeskDriver.Bad(Samples.Label("C2"))));
        var (first, second) = (pushed.Exceptions[0].FailedId, pushed.Exceptions[1].FailedId);
        var review = new HeldReview(_hub.Core.Log, _hub.Core.Views, _hub.Core.Intake, _hub.Core.Preparation);

        await SetAsync(Severity.Warning);
        await review.JudgeAsync(Token);
        Assert.True((await _hub.HeldAsync(first)).Releasable);
        Assert.False((await _hub.HeldAsync(second)).Releasable);
        Assert.Equal("releasable", (await _hub.HeldAsync(first)).History[^1].Act);
        Assert.Equal(first, (await _hub.HeldAsync(first)).Version);

        var head = _hub.Core.Log.Head;
        await review.JudgeAsync(Token);
        Assert.Equal(head, _hub.Core.Log.Head);

        await SetAsync(Severity.Error);
        await review.JudgeAsync(Token);
        Assert.False((await _hub.HeldAsync(first)).Releasable);
    }

    private static Change WithoutState(Change label)
    {
        label.TierLabel.State = "NO_SUCH_STATE";
        return label;
    }

    private Task SetAsync(Severity severity) =>
        _hub.Core.Intake.SetSeverityAsync(new SeveritySet { Rule = Rule, Severity = severity, Actor = "张", Reason = "试行" }, Token);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();
}
