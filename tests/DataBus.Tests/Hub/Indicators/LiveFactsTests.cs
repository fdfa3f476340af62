using CsCheck;
using DataBus.Hub.Indicators;
using DataBus.Tests.Hub.Intake;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators;

/// <summary>Figures that follow the log are those that a full read gives.</summary>
public sealed class LiveFactsTests
{
    private const string Labels = "science.tier-labels";
    private static readonly DateOnly _today = new(2026, 11, 24);
    private static readonly FigureCalculator _calculator = new();

    /// <summary>A step: a label or a tombstone of one of a few addresses, and by how many days the clock moves on.</summary>
    private static readonly Gen<(Change Change, int Days)> _step = Gen.Select(
        Gen.Int[0, 3], Gen.OneOf("T1", "T3b"), Gen.Int[0, 1], Gen.Int[0, 9], Gen.OneOf(0, 0, 0, 1, 400))
        .Select((holder, code, certificate, content, days) => (ChangeOf(holder, code, $"{certificate}", content), days));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Advance_AnySequence_GivesTheFiguresOfAFullRead()
    {
        await using var hub = new CoreFixture();
        var source = await hub.OpenAsync(Labels);
        var live = await ReadAsync(hub, _today);

        await _step.Array[1, 8].SampleAsync(
            async steps =>
            {
                foreach (var (change, _) in steps)
                    _ = await source.PushAsync(change);
                var day = _today.AddDays(steps.Sum(step => step.Days));

                _ = live.Advance(day);

                var whole = await ReadAsync(hub, day);
                return live.AsOf == whole.AsOf && FiguresOf(live).SequenceEqual(FiguresOf(whole));
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public async Task Advance_SameLabelOrOtherFacets_MovesNothing()
    {
        await using var hub = new CoreFixture();
        var source = await hub.OpenAsync(Labels);
        _ = await source.PushAsync(Samples.Label());
        var live = await ReadAsync(hub, _today);
        _ = await source.PushAsync(Samples.Label());
        _ = await (await hub.OpenAsync("ip-center.api")).PushAsync(Samples.Event("1", 1));

        var moved = live.Advance(_today);

        Assert.False(moved);
        Assert.Equal(hub.Core.Log.Head, live.AsOf);
    }

    [Fact]
    public async Task Advance_LabelRanOutAtMidnight_MovesWithoutAnyPush()
    {
        await using var hub = new CoreFixture();
        var source = await hub.OpenAsync(Labels);
        var label = Samples.Label(code: "T3b");
        label.TierLabel.ValidTo = "2026-11-24";
        _ = await source.PushAsync(label);
        var live = await ReadAsync(hub, _today);
        var before = CheetahsOf(live);

        var moved = live.Advance(_today.AddDays(1));

        Assert.True(moved);
        Assert.Equal(("1", "0"), (before, CheetahsOf(live)));
    }

    [Fact]
    public async Task Advance_KeysJoined_CountOnceAsInAFullRead()
    {
        await using var hub = new CoreFixture();
        var source = await hub.OpenAsync(Labels);
        _ = await source.PushAsync(Given.Label(Given.Sme, "T3b", "2026-01-01"), Given.Label(Given.Regno(1), "T3b", "2026-01-01"));
        var live = await ReadAsync(hub, _today);
        var before = CheetahsOf(live);
        _ = await (await hub.OpenAsync("market-regulation.registrations")).PushAsync(Given.Registration(Given.Sme, Given.Regno(1)));

        var moved = live.Advance(_today);
        var stated = CheetahsOf(live);
        var said = new SameAsSet { One = Given.Enterprise(Given.Sme), Other = Given.Enterprise(Given.Regno(1)), Actor = "test", Reason = "test" };
        _ = await hub.Core.Intake.SetSameAsAsync(said, Token);
        _ = live.Advance(_today);

        Assert.True(moved);
        Assert.Equal(("2", "1", "2"), (before, stated, CheetahsOf(live)));
        Assert.Equal(FiguresOf(await ReadAsync(hub, _today)), FiguresOf(live));
    }

    private static async Task<LiveFacts> ReadAsync(CoreFixture hub, DateOnly day)
    {
        using var view = await hub.Core.Views.AtLeastAsync(hub.Core.Log.Head, Token);
        return LiveFacts.Read(hub.Core.Log, view, _calculator.Measures, day);
    }

    private static IReadOnlyList<Change> FiguresOf(LiveFacts live) => _calculator.Calculate(live.Book, live.AsOf);

    private static string CheetahsOf(LiveFacts live) => FiguresOf(live).Single(change => change.Key.Value == "JN-13").Figure.Value;

    private static Change ChangeOf(int holder, string code, string certificate, int content)
    {
        var change = new Change { Key = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"{Labels}:{holder}" } };
        if (content == 0)
            change.Tombstone = new Tombstone { Facet = "enterprise.tier_label", Instance = $"{code}|{certificate}" };
        else
            change.TierLabel = Samples.Label(certificate, code).TierLabel;
        if (change.TierLabel is { } label)
        {
            label.ValidTo = content < 4 ? "2026-12-31" : "";
            label.State = content == 9 ? "WITHDRAWN" : "VALID";
        }

        return change;
    }
}
