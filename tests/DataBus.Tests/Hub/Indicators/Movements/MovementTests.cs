using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.Hub.Indicators;
using DataBus.Hub.Indicators.Movements;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Indicators.Movements;

/// <summary>Why figures moved, case by case.</summary>
public sealed class MovementTests : IAsyncLifetime
{
    private const string Labels = "science.tier-labels";
    private const string Contracts = "industry.contracts";

    private MeetingWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await MeetingWorld.StartAsync();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Explain_LabelPushed_EntersWithItsChangeAndSource()
    {
        _ = await _world.PushAsync(Labels, Given.Label(Given.Uscc(1), "T3b", "2026-01-01"));
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T3b", "2026-01-01"));
        var revision = _world.Head;
        _ = await _world.FreezeAsync();

        var answer = await _world.ExplainAsync("JN-13", "M1", "M2");

        var part = Assert.Single(answer.Parts);
        Assert.Equal(("1", "2", "1"), (answer.From.Value, answer.To.Value, answer.Difference));
        Assert.Equal((Given.Sme, MovementReason.Change, MovementKind.Enters, "1"), (part.Key.Value, part.Reason, part.Kind, part.Effect));
        Assert.Equal(("0", "1"), (Assert.Single(part.Terms).Before, part.Terms[0].After));
        var cause = Assert.Single(part.Causes);
        Assert.Equal((Labels, "enterprise.tier_label"), (cause.Source, cause.Address.Facet));
        Assert.InRange(cause.Revision, answer.From.Revision + 1, revision);
    }

    [Fact]
    public async Task Explain_LabelRanOut_LeavesByTheDayAlone()
    {
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T3b", "2026-01-01", "2026-11-24"));
        _ = await _world.FreezeAsync();
        _world.Pass(1);
        _ = await _world.FreezeAsync();

        var part = Assert.Single((await _world.ExplainAsync("JN-13", "M1", "M2")).Parts);

        Assert.Equal((MovementReason.Day, MovementKind.Leaves, "-1"), (part.Reason, part.Kind, part.Effect));
        Assert.Empty(part.Causes);
    }

    [Fact]
    public async Task Explain_ContractRegisteredAnew_LeavesBecauseOfTheOther()
    {
        _ = await _world.PushAsync(Contracts, Given.Contract("1", "2026-03-01", "100000000"));
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync(Contracts, Given.Contract("2", "2026-04-01", "130000000.5", replaces: "1"));
        _ = await _world.FreezeAsync();

        var answer = await _world.ExplainAsync("JN-02", "M1", "M2");

        Assert.Equal("0.3", answer.Difference);
        Assert.Equal([MovementKind.Leaves, MovementKind.Enters], answer.Parts.Select(part => part.Kind));
        Assert.All(answer.Parts, part => Assert.EndsWith(":2", Assert.Single(part.Causes).Address.Key.Value, StringComparison.Ordinal));
        Assert.Equal("130000000.5", answer.Parts[1].Terms[0].After);
    }

    [Fact]
    public async Task Explain_LabelOfTheReceiverWithdrawn_TakesTheAgreementOut()
    {
        _ = await _world.PushAsync("education-park.residency", Given.Institution(Given.University));
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T1", "2026-01-01"));
        _ = await _world.PushAsync("science.innovation", Given.Agreement("甲", "1", "2026-06-01"));
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T1", "2026-01-01", state: "WITHDRAWN"));
        _ = await _world.FreezeAsync();

        var part = Assert.Single((await _world.ExplainAsync("JN-05", "M1", "M2")).Parts);

        Assert.Equal((Kind.Achievement, MovementKind.Leaves, "-1"), (part.Key.Kind, part.Kind, part.Effect));
        Assert.Equal(Given.Sme, Assert.Single(part.Causes).Address.Key.Value);
    }

    [Fact]
    public async Task Explain_TwoKeysJoinedAndSplitAgain_CountOnceAndThenTwice()
    {
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T3b", "2026-01-01"));
        _ = await _world.PushAsync(Labels, Given.Label(Given.Regno(1), "T3b", "2026-01-01"));
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync("market-regulation.registrations", Given.Registration(Given.Sme, Given.Regno(1)));
        _ = await _world.FreezeAsync();
        await _world.SayAsync(Given.Enterprise(Given.Regno(1)), Given.Enterprise(Given.Sme), joined: false);
        var split = _world.Head;
        _ = await _world.FreezeAsync();
        await _world.SayAsync(Given.Enterprise(Given.Regno(1)), Given.Enterprise(Given.Sme), joined: true);
        _ = await _world.FreezeAsync();

        var joined = await _world.ExplainAsync("JN-13", "M1", "M2");
        var apart = await _world.ExplainAsync("JN-13", "M2", "M3");
        var none = await _world.ExplainAsync("JN-13", "M2", "M4");

        Assert.Equal(("2", "1"), (joined.From.Value, joined.To.Value));
        Assert.Equal((Given.Regno(1), MovementKind.Leaves), (Assert.Single(joined.Parts).Key.Value, joined.Parts[0].Kind));
        Assert.Equal("enterprise.registration", Assert.Single(joined.Parts[0].Causes).Address.Facet);
        Assert.Equal(("1", "2"), (apart.From.Value, apart.To.Value));
        Assert.Equal((Given.Regno(1), MovementKind.Enters), (Assert.Single(apart.Parts).Key.Value, apart.Parts[0].Kind));
        var word = Assert.Single(apart.Parts[0].Causes, cause => cause.Source == "hub");
        Assert.Equal(("", split), (word.Address.Facet, word.Revision));
        Assert.Empty(none.Parts);
    }

    [Fact]
    public async Task Explain_BaselineReported_IsWhyThereIsANumberOrAnother()
    {
        _ = await _world.PushAsync("industry.tier-labels", Given.Label(Given.Sme, "M2+", "2026-01-01"));
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync("science.observations", Given.Reported("JN-12", "2022-12-31", "2"));
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync("science.observations", Given.Reported("JN-12", "2022-12-31", "4"));
        _ = await _world.FreezeAsync();

        var first = await _world.ExplainAsync("JN-12", "M1", "M2");
        var second = await _world.ExplainAsync("JN-12", "M2", "M3");

        Assert.False(first.HasDifference);
        Assert.Contains("2022-12-31", first.From.Note, StringComparison.Ordinal);
        Assert.Equal((MovementReason.Report, MovementKind.Changes, false), (Assert.Single(first.Parts).Reason, first.Parts[0].Kind, first.Parts[0].HasEffect));
        Assert.Equal("-0.25", second.Difference);
        Assert.Equal((MovementReason.Report, "-0.25"), (Assert.Single(second.Parts).Reason, second.Parts[0].Effect));
    }

    [Fact]
    public async Task Explain_ReportThatTheFormulaDoesNotLookAt_IsNoPart()
    {
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync("science.observations", Given.Reported("JN-02", "2026Q3", "268"));
        _ = await _world.PushAsync(Contracts, Given.Contract("1", "2026-03-01", "100000000"));
        _ = await _world.FreezeAsync();

        var answer = await _world.ExplainAsync("JN-02", "M1", "M2");

        Assert.Equal((false, "1"), (answer.From.HasValue, answer.To.Value));
        Assert.Equal((MovementReason.Change, MovementKind.Enters, false), (Assert.Single(answer.Parts).Reason, answer.Parts[0].Kind, answer.Parts[0].HasEffect));
    }

    [Fact]
    public async Task Explain_ClosedFacet_IsOnePartForReadersAndTheEntitiesForOperators()
    {
        foreach (var number in Enumerable.Range(1, 10))
        {
            _ = await _world.PushAsync("statistics.marks", Given.Mark(Given.Uscc(number), "INDUSTRY"));
            _ = await _world.PushAsync("tax.rd-deduction", Given.Deduction(Given.Uscc(number), number <= 5 ? "2025" : "2024"));
        }
        _ = await _world.FreezeAsync();
        foreach (var number in Enumerable.Range(6, 5))
            _ = await _world.PushAsync("tax.rd-deduction", Given.Deduction(Given.Uscc(number), "2025"));
        _ = await _world.FreezeAsync();
        var reader = FieldView.Of(TestCallers.Reader, []);

        var closed = await _world.ExplainAsync("JN-16", "M1", "M2", reader);
        var open = await _world.ExplainAsync("JN-16", "M1", "M2");

        Assert.Equal(("50", "100", "50"), (closed.From.Value, closed.To.Value, closed.Difference));
        var part = Assert.Single(closed.Parts);
        Assert.Equal((MovementReason.Closed, null, "50"), (part.Reason, part.Key, part.Effect));
        Assert.Empty(part.Causes);
        Assert.Equal(5, open.Parts.Count);
        Assert.Equal(["0", "0", "0", "0", "50"], open.Parts.Select(one => one.Effect).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Explain_TwoRevisions_TakeTheDaysOfTheFiguresUnlessNamed()
    {
        _ = await _world.FreezeAsync();
        var from = _world.Head;
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T3b", "2026-01-01", "2026-12-31"));
        _ = await _world.FreezeAsync();
        var request = new ExplainMovementRequest
        {
            Code = "JN-13",
            From = new MovementPoint { Revision = from },
            To = new MovementPoint { Revision = _world.Head },
        };

        var enters = await _world.ExplainAsync(request);
        request.From = new MovementPoint { Revision = _world.Head };
        request.To = new MovementPoint { Revision = _world.Head, Day = "2027-01-01" };
        var leaves = await _world.ExplainAsync(request);

        Assert.Equal(("2026-11-24", "2026-11-24"), (enters.From.Day, enters.To.Day));
        Assert.Equal(MovementKind.Enters, Assert.Single(enters.Parts).Kind);
        Assert.Equal((MovementReason.Day, "-1"), (Assert.Single(leaves.Parts).Reason, leaves.Difference));
    }

    [Fact]
    public async Task Explain_FrozenByAnotherFormula_TellsThatAsAPartOfItsOwn()
    {
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T3b", "2026-01-01"));
        _ = await _world.FreezeAsync();
        var at = new Moment(_world.Head, new DateOnly(2026, 11, 24));
        var formula = new FigureCalculator().Find("JN-13")!;
        var passage = await _world.PassageAsync(at, at, formula.Facets);

        var movement = new MovementExplainer(formula, PlanKeys.OfCode("JN-13"), passage).Explain(
            new End(at, IsFrozen: true, 5), new End(at, IsFrozen: true, 3));

        Assert.Equal(-2, movement.Difference);
        Assert.Equal([(MovementReason.Formula, "-4"), (MovementReason.Formula, "2")], movement.Parts.Select(part => (part.Reason, part.Effect)));
    }

    [Theory]
    [InlineData("JN-01", "M1", "M2", StatusCode.FailedPrecondition)]
    [InlineData("JN-99", "M1", "M2", StatusCode.NotFound)]
    [InlineData("JN-13", "M1", "M9", StatusCode.NotFound)]
    [InlineData("JN-13", "M2", "M1", StatusCode.InvalidArgument)]
    [InlineData("JN-13", "", "M1", StatusCode.InvalidArgument)]
    public async Task Explain_WhatCannotBeTold_IsRefused(string code, string from, string to, StatusCode expected)
    {
        _ = await _world.FreezeAsync();
        _ = await _world.PushAsync(Labels, Given.Label(Given.Sme, "T3b", "2026-01-01"));
        _ = await _world.FreezeAsync();

        var refused = await Assert.ThrowsAsync<HubException>(() => _world.ExplainAsync(code, from, to));

        Assert.Equal(expected, refused.Refusal.Code);
    }
}
