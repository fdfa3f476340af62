using DataBus.Hub.Entities;
using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Tests.Hub.Operations.Alerts;

public sealed class ConcernsTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-24", 0)]
    [InlineData("2026-11-23", 1)]
    public void OfDue_Returned_IsOverdueAfterItsLastDay(string due, int expected)
    {
        var item = WatchedItem.Of(Item(FailedState.Returned, due));

        Assert.Equal(expected, Concerns.OfDue([item!], _now, "2026-11-24").Count());
    }

    [Fact]
    public void OfDue_SeveralOfOneSource_AreOneAndNameTheOldest()
    {
        var items = new[] { "2026-11-20", "2026-11-18", "2026-11-23" }.Select(static due => WatchedItem.Of(Item(FailedState.Returned, due))!);

        var concern = Assert.Single(Concerns.OfDue(items, _now, "2026-11-24"));

        Assert.Equal(("overdue:tax.rd-deduction", 3UL), (concern.Subject, concern.Count));
        Assert.Contains("2026-11-18", concern.Zh, StringComparison.Ordinal);
        Assert.Contains("the oldest since 2026-11-18", concern.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public void OfDue_MendedAlone_WaitsForItsHour(int minutes, int expected)
    {
        var item = Item(FailedState.Replayed);
        item.ReviewDue = Timestamp.FromDateTimeOffset(_now.AddMinutes(minutes));

        Assert.Equal(expected, Concerns.OfDue([WatchedItem.Of(item)!], _now, "2026-11-24").Count(static one => one.Subject == "review:tax.rd-deduction"));
    }

    [Theory]
    [InlineData(FailedState.Held, true)]
    [InlineData(FailedState.Waiting, false)]
    [InlineData(FailedState.Settled, false)]
    [InlineData(FailedState.Discarded, false)]
    public void Of_ByState_WatchesOnlyWhatTheDeskHasToDo(FailedState state, bool isWatched) =>
        Assert.Equal(isWatched, WatchedItem.Of(Item(state)) is not null);

    [Fact]
    public void Of_CauseFromAnAdapter_HasNoLineEndsAndIsShort()
    {
        var item = Item(FailedState.Held);
        item.Violations.Add(new Violation { Rule = "kit.row", Field = $"a\r\nBcc: x{new string('y', 500)}", Severity = Severity.Error });

        var cause = WatchedItem.Of(item)!.Cause!;

        Assert.Equal(("kit.row", 100), (cause.Rule, cause.Field.Length));
        Assert.StartsWith("aBcc", cause.Field, StringComparison.Ordinal);
    }

    private static HeldItem Item(FailedState state, string due = "") => new()
    {
        Entry = new HeldEntry(),
        State = state,
        Source = "tax.rd-deduction",
        HeldAt = Timestamp.FromDateTimeOffset(_now.AddDays(-9)),
        Due = due,
    };
}
