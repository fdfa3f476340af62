using System.Globalization;
using CsCheck;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators.Movements;

/// <summary>Between any two meetings the parts of a movement sum exactly to the difference of the frozen figures.</summary>
public sealed class MovementPropertyTests
{
    private const int Worlds = 5;
    private const int Steps = 120;
    private const int Pairs = 200;

    private static readonly string[] _computed =
        [.. IndicatorDefinitions.All.Where(one => one.Method == "computed").Select(one => one.Code)];

    private static readonly Gen<string> _uscc = Gen.Int[1, 10]
        .Select(number => number == 1 ? Given.Sme : number > 8 ? Given.Regno(number) : Given.Uscc(number));
    private static readonly Gen<string> _number = Gen.Int[1, 4].Select(number => $"{number}");
    private static readonly Gen<string> _day = Gen.OneOf("2025-03-01", "2025-12-01", "2026-06-01", "2026-11-25", "2026-12-20", "2027-01-10");

    private static readonly Gen<(string Source, Change Change)> _push = Gen.OneOf(
        By("science.tier-labels", Gen.Select(_uscc, Gen.OneOf("T1", "T3b"), _day, _day, Gen.OneOf("VALID", "WITHDRAWN"), Given.Label)),
        By("industry.tier-labels", Gen.Select(_uscc, Gen.OneOf("M2+", "M1"), _day, _day, Gen.OneOf("VALID", "WITHDRAWN"), Given.Label)),
        By("market-regulation.registrations", Gen.Select(Gen.OneOf(Given.Sme, Given.Uscc(2)), Gen.OneOf("", Given.Regno(9), Given.Regno(10)))
            .Select(Given.Registration)),
        By("education-park.residency", Gen.OneOf("UNIVERSITY", "VOCATIONAL").Select(kind => Given.Institution(Given.University, kind))),
        By("science.innovation", Gen.Select(Gen.OneOf("甲", "乙"), _number, _day, Gen.OneOf("TRIAL", "PAYING", "TERMINATED"), Given.Agreement)),
        By("industry.contracts", Gen.Select(
            _number, _day, Gen.OneOf("100000000", "25000000.5", null!), Gen.OneOf("REGISTERED", "CANCELLED"), Gen.OneOf("", "1", "2"),
            (number, day, amount, state, replaces) => Given.Contract(number, day, amount, state, replaces))),
        By("education-park.residency", Gen.Select(
            _uscc, Gen.OneOf("RESIDENT", "REGISTERED"), _day, (uscc, state, day) => Given.Residency(uscc, state, "2025-01-01", state == "RESIDENT" ? day : ""))),
        By("listing-office.listing", Gen.Select(_uscc, Gen.OneOf("LISTED", "FILED"), Gen.Bool, Given.Listing)),
        By("statistics.marks", Gen.Select(_uscc, Gen.OneOf("INDUSTRY", "SERVICE"), Gen.Bool, (uscc, scale, isService) =>
            Given.Mark(uscc, scale, isService, since: "2026"))),
        By("tax.rd-deduction", Gen.Select(_uscc, Gen.OneOf("2024", "2025")).Select(Given.Deduction)),
        By("science.observations", Gen.Select(Gen.OneOf(("JN-15", "2025-12-31"), ("JN-12", "2022-12-31")), Gen.OneOf("3", "7"))
            .Select(report => Given.Reported(report.Item1.Item1, report.Item1.Item2, report.Item2))));

    private static readonly Gen<(int Code, int From, int To)> _pair = Gen.Select(Gen.Int[0, _computed.Length - 1], Gen.Int[0, 1_000], Gen.Int[0, 1_000]);

    private static readonly Gen<Step> _step = Gen.Select(_push, Gen.Int[0, 9], (push, kind) => new Step(push.Source, push.Change, kind));

    [Fact]
    public async Task Explain_AThousandRandomPairs_PartsSumExactlyToTheFrozenDifference()
    {
        var (accepted, moved) = (0UL, 0);

        await Gen.Select(_step.Array[Steps], _pair.Array[Pairs]).SampleAsync(
            async drawn =>
            {
                await using var world = await MeetingWorld.StartAsync();
                foreach (var step in drawn.Item1)
                    accepted += await GoAsync(world, step);
                _ = await world.FreezeAsync();
                foreach (var (code, one, other) in drawn.Item2)
                {
                    var (from, to) = (Math.Min(one % world.Meetings.Count, other % world.Meetings.Count), Math.Max(one % world.Meetings.Count, other % world.Meetings.Count));
                    moved += await CheckAsync(world, _computed[code], world.Meetings[from], world.Meetings[to]);
                }
            },
            iter: Worlds,
            threads: 1);

        // It says nothing if hardly anything was let in, or hardly any figure moved.
        Assert.InRange(accepted, (ulong)(Worlds * Steps / 3), ulong.MaxValue);
        Assert.InRange(moved, Worlds * Pairs / 10, int.MaxValue);
    }

    private static Gen<(string Source, Change Change)> By(string source, Gen<Change> changes) => changes.Select(change => (source, change));

    private static async Task<ulong> GoAsync(MeetingWorld world, Step step)
    {
        if (step.Kind == 0)
            _ = await world.FreezeAsync();
        if (step.Kind == 1)
            world.Pass(step.Source.Length);
        if (step.Kind == 3)
            await world.SayAsync(Given.Enterprise(Given.Sme), Given.Enterprise(Given.Regno(9)), joined: step.Change.TierLabel is null);
        return (await world.PushAsync(step.Source, step.Kind == 2 ? TombstoneOf(step.Change) : step.Change)).Tallies.Accepted;
    }

    private static Change TombstoneOf(Change change)
    {
        var address = Addresses.Of(change)!;
        return new Change { Key = address.Key, Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance } };
    }

    private static async Task<int> CheckAsync(MeetingWorld world, string code, Meeting from, Meeting to)
    {
        var answer = await world.ExplainAsync(code, from.Number, to.Number);

        var (before, after) = (from.Figures.Single(one => one.Code == code), to.Figures.Single(one => one.Code == code));
        Assert.Equal((before.HasComputed, before.Computed), (answer.From.HasValue, answer.From.Value));
        Assert.Equal((after.HasComputed, after.Computed), (answer.To.HasValue, answer.To.Value));
        Assert.Equal(before.HasComputed && after.HasComputed, answer.HasDifference);
        if (!answer.HasDifference)
            return 0;
        var difference = Number(after.Computed) - Number(before.Computed);
        Assert.Equal(difference, Number(answer.Difference));
        Assert.Equal(difference, answer.Parts.Sum(part => Number(part.Effect)));
        // Nothing is left that only a formula of another day could tell, and every change names what did it.
        Assert.DoesNotContain(answer.Parts, part => part.Reason == MovementReason.Formula);
        Assert.All(answer.Parts.Where(part => part.Reason == MovementReason.Change), part =>
        {
            Assert.NotEmpty(part.Causes);
            Assert.All(part.Causes, cause => Assert.InRange(cause.Revision, from.FrozenAt + 1, to.FrozenAt));
        });
        return difference == 0 ? 0 : 1;
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>
    /// A push; before it the figures are frozen (kind 0), days pass (1) or an operator joins or splits two keys (3); kind 2 takes the
    /// content away instead.
    /// </summary>
    private sealed record Step(string Source, Change Change, int Kind);
}
