using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub.Desk;

/// <summary>Each field of a filter finds what matches and leaves out what does not.</summary>
public sealed class DeskFilterTests : IDisposable
{
    private readonly TestLog _log = new();
    private readonly string _data = Directory.CreateTempSubdirectory("databus-desk-").FullName;

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    public static TheoryData<string> Fields => [.. FailedFilter.Descriptor.Fields.InFieldNumberOrder().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Find_ByOneField_GivesTheMatchingItemOnly(string field)
    {
        var (matching, other, filter) = CaseOf(field);
        IReadOnlyCollection<string>? sources = field == "bureau" ? ["a.one"] : null;
        using var index = DeskIndexFile.Open(_data, _log.Log, NullLogger<DeskIndex>.Instance);
        index.Write([DeskItems.Indexed(1, other), DeskItems.Indexed(2, matching), DeskItems.Indexed(3, other)], watermark: 1);

        var found = index.Find(DeskItems.Query(filter, sources), after: 0, limit: 10);

        Assert.Equal([2UL], found.Ids);
        Assert.Equal(1UL, found.Total);
    }

    [Fact]
    public void Find_WithoutStates_GivesTheOpenOnes()
    {
        using var index = Open([.. System.Enum.GetValues<FailedState>().Where(state => state != FailedState.Unspecified)
            .Select(state => DeskItems.Indexed((ulong)state, item => item.State = state))]);

        var found = index.Find(DeskItems.Query(), 0, 10);

        Assert.Equal([(ulong)FailedState.Held, (ulong)FailedState.Waiting, (ulong)FailedState.Returned], found.Ids);
    }

    [Fact]
    public void Find_ByCorrectionOrReview_LooksAtClosedOnesUnlessStatesAreNamed()
    {
        using var index = Open(DeskItems.Indexed(1, static item =>
        {
            item.State = FailedState.Replayed;
            item.Correction = CorrectionState.Open;
            item.ReviewDue = DeskItems.At(DeskItems.Now);
        }));
        int Count(FailedFilter filter) => index.Find(DeskItems.Query(filter), 0, 10).Ids.Count;

        Assert.Equal(1, Count(new FailedFilter { Correction = CorrectionState.Open }));
        Assert.Equal(1, Count(new FailedFilter { Unreviewed = true }));
        Assert.Equal(0, Count(new FailedFilter { Correction = CorrectionState.Open, States = { FailedState.Held } }));
        Assert.Equal(0, Count(new FailedFilter { Patched = false }));
    }

    [Fact]
    public void Find_ByRuleFieldAndValue_WantsThemOfOneViolation()
    {
        using var index = Open(DeskItems.Indexed(1, static item => item.Violations.Add(DeskItems.Broken("r2", "name", "N"))));
        int Count(FailedFilter filter) => index.Find(DeskItems.Query(filter), 0, 10).Ids.Count;

        Assert.Equal(1, Count(new FailedFilter { Rule = "r2", Field = "name", Value = "N" }));
        Assert.Equal(0, Count(new FailedFilter { Rule = "r2", Field = "kind" }));
        Assert.Equal(0, Count(new FailedFilter { Field = "name", Value = "K" }));
    }

    [Fact]
    public void Find_ReturnedWithItsLastDayToday_IsNotOverdue()
    {
        using var index = Open(DeskItems.Indexed(1, static item => (item.State, item.Due) = (FailedState.Returned, "2026-11-24")));

        Assert.Empty(index.Find(DeskItems.Query(new FailedFilter { Overdue = true }), 0, 10).Ids);
        Assert.Single(index.Find(DeskItems.Query(new FailedFilter { Overdue = true }) with { Today = new DateOnly(2026, 11, 25) }, 0, 10).Ids);
    }

    [Fact]
    public void Find_PatchedToAnotherKey_IsFoundByThat()
    {
        using var index = Open(DeskItems.Indexed(1, static item => item.Patched = new Change(item.Entry.Change) { Key = { Value = "x:9" } }));

        Assert.Single(index.Find(DeskItems.Query(new FailedFilter { Key = "x:9" }), 0, 10).Ids);
        Assert.Empty(index.Find(DeskItems.Query(new FailedFilter { Key = "x:1" }), 0, 10).Ids);
    }

    private DeskIndex Open(params IndexedItem[] items)
    {
        var index = DeskIndexFile.Open(_data, _log.Log, NullLogger<DeskIndex>.Instance);
        index.Write(items, watermark: 1);
        return index;
    }

    // A new field of the filter fails here until it has a case.
    private static (Action<HeldItem> Matching, Action<HeldItem> Other, FailedFilter Filter) CaseOf(string field) => field switch
    {
        "bureau" => (static _ => { }, static item => item.Source = "a.two", new FailedFilter { Bureau = "甲局" }),
        "source" => (static _ => { }, static item => item.Source = "a.two", new FailedFilter { Source = "a.one" }),
        "pass" => (static item => item.Pass = "p2", static _ => { }, new FailedFilter { Pass = "p2" }),
        "kind" => (static _ => { }, static item => item.Entry.Change.Key.Kind = Kind.Enterprise, new FailedFilter { Kind = Kind.Platform }),
        "facet" => (static _ => { }, static item => item.Entry.Change.Registration = new Registration(), new FailedFilter { Facet = "platform.profile" }),
        "rule" => (static item => item.Violations.Add(DeskItems.Broken("r2", "", "")), static _ => { }, new FailedFilter { Rule = "r2" }),
        "field" => (static item => item.Violations.Add(DeskItems.Broken("r1", "name", "")), static _ => { }, new FailedFilter { Field = "name" }),
        "value" => (static item => item.Violations[0].Value = "甲", static _ => { }, new FailedFilter { Value = "甲" }),
        "held_from" => (static item => item.HeldAt = DeskItems.At(DeskItems.Now), static _ => { }, new FailedFilter { HeldFrom = DeskItems.At(DeskItems.Now) }),
        "held_before" => (static _ => { }, static item => item.HeldAt = DeskItems.At(DeskItems.Now), new FailedFilter { HeldBefore = DeskItems.At(DeskItems.Now) }),
        "older_than" => (static _ => { }, static item => item.HeldAt = DeskItems.At(DeskItems.Now), new FailedFilter { OlderThan = Duration.FromTimeSpan(TimeSpan.FromHours(1)) }),
        "min_attempts" => (static item => item.Attempts = 2, static item => item.Attempts = 1, new FailedFilter { MinAttempts = 2 }),
        "states" => (static item => item.State = FailedState.Discarded, static _ => { }, new FailedFilter { States = { FailedState.Discarded, FailedState.Settled } }),
        "patched" => (static item => item.Patched = new Change(item.Entry.Change), static _ => { }, new FailedFilter { Patched = true }),
        "releasable" => (static _ => { }, static item => item.Releasable = true, new FailedFilter { Releasable = false }),
        "overdue" => (
            static item => (item.State, item.Due) = (FailedState.Returned, "2026-11-23"),
            static item => (item.State, item.Due) = (FailedState.Held, "2026-11-23"),
            new FailedFilter { Overdue = true }),
        "key" => (static item => item.Entry.Change.Key.Value = "x:2", static _ => { }, new FailedFilter { Key = "x:2" }),
        "cause" => (
            static item => item.Violations[0].Value = "12",
            static _ => { },
            new FailedFilter { Cause = new DeskCause("r1", "kind", "9").Token }),
        "correction" => (
            static item => item.Correction = CorrectionState.Open,
            static item => item.Correction = CorrectionState.Confirmed,
            new FailedFilter { Correction = CorrectionState.Open }),
        "unreviewed" => (static item => item.ReviewDue = DeskItems.At(DeskItems.Now), static _ => { }, new FailedFilter { Unreviewed = true }),
        "job" => (static item => item.Job = 7, static item => item.Job = 8, new FailedFilter { Job = 7 }),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "The filter has a field that is not tested."),
    };
}
