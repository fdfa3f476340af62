using DataBus.Hub.Desk;
using DataBus.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub.Desk;

public sealed class DeskGroupsTests : IDisposable
{
    private readonly TestLog _log = new();
    private readonly string _data = Directory.CreateTempSubdirectory("databus-desk-").FullName;
    private readonly DeskIndex _index;

    public DeskGroupsTests() => _index = DeskIndexFile.Open(_data, _log.Log, NullLogger<DeskIndex>.Instance);

    public void Dispose()
    {
        _index.Dispose();
        _log.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public void Group_ByRuleFieldAndPattern_LargestFirst()
    {
        _index.Write(
            [
                DeskItems.Indexed(1, static item => item.Violations[0].Value = "2019-13-01"),
                DeskItems.Indexed(2, static item => item.Violations[0].Value = "无"),
                DeskItems.Indexed(3, static item => (item.Violations[0].Value, item.Source) = ("2020-14-41", "a.two")),
                DeskItems.Indexed(4, static item => item.Violations[0].Value = "1999-1-1"),
                DeskItems.Indexed(5, static item => item.Violations[0].Value = "2019-0-0"),
                DeskItems.Indexed(6, static item => item.State = FailedState.Settled),
            ],
            watermark: 1);

        var found = _index.Group(DeskItems.Query(), limit: 1);
        var largest = Assert.Single(found.Groups);

        Assert.Equal(2UL, found.Total);
        Assert.Equal(new DeskCause("r1", "kind", "9-9-9"), largest.Cause);
        Assert.Equal(4UL, largest.Count);
        Assert.Equal(["a.one", "a.two"], largest.Sources);
        Assert.Equal([1UL, 3UL, 4UL], largest.Sample);
        Assert.Equal([1UL, 3UL, 4UL, 5UL], _index.Find(DeskItems.Query(new FailedFilter { Cause = largest.Cause.Token }), 0, 10).Ids);
    }

    [Fact]
    public void Group_OldestAndNewest_AreOfWhenTheyWereHeld()
    {
        var times = new[] { 3, 1, 2 }.Select(static hours => DeskItems.Now - TimeSpan.FromHours(hours)).ToArray();
        _index.Write([.. times.Select((time, index) => DeskItems.Indexed((ulong)index + 1, item => item.HeldAt = DeskItems.At(time)))], watermark: 1);

        var group = Assert.Single(_index.Group(DeskItems.Query(), 10).Groups);

        Assert.Equal(times[0], group.Oldest);
        Assert.Equal(times[1], group.Newest);
    }

    [Fact]
    public void CauseOf_SeveralViolations_IsTheFirstError()
    {
        var item = DeskItems.Held(static item =>
        {
            item.Violations.Insert(0, DeskItems.Broken("w", "name", "N", Severity.Warning));
            item.Violations.Add(DeskItems.Broken("r2", "", ""));
        });

        Assert.Equal(new DeskCause("r1", "kind", "A"), DeskCause.Of(item));
    }

    [Fact]
    public void CauseOf_NothingWrong_IsWhyItWaits()
    {
        var waiting = DeskItems.Held(static item => { item.Violations.Clear(); item.State = FailedState.Waiting; });
        var mended = DeskItems.Held(static item => item.Violations.Clear());

        Assert.Equal(DeskCause.Waiting, DeskCause.Of(waiting).Rule);
        Assert.Equal(DeskCause.Nothing, DeskCause.Of(mended).Rule);
        Assert.NotEqual(DeskCause.Of(waiting).Token, DeskCause.Of(mended).Token);
    }

    [Fact]
    public void CauseOf_ValueThatMayNotBeShown_HasNoPattern()
    {
        var closed = FacetCatalogue.Find("enterprise.rd_deduction")!;
        var item = DeskItems.Held(static item =>
        {
            item.Entry.Change.RdDeduction = new RdDeduction();
            item.Violations[0].Field = "personnel_wages";
            item.Violations[0].Value = "123456.78";
        });

        Assert.Equal("", DeskCause.Of(item).Pattern);
        Assert.Equal("", Assert.Single(IndexedItem.Of(1, item).Violations).Value);
        Assert.Equal(closed.Name, IndexedItem.Of(1, item).Facet);
    }
}
