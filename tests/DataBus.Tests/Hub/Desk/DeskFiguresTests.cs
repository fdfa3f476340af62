using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub.Desk;

public sealed class DeskFiguresTests : IDisposable
{
    private readonly TestLog _log = new();
    private readonly string _data = Directory.CreateTempSubdirectory("databus-desk-").FullName;
    private readonly DeskIndex _index;

    public DeskFiguresTests() => _index = DeskIndexFile.Open(_data, _log.Log, NullLogger<DeskIndex>.Instance);

    public void Dispose()
    {
        _index.Dispose();
        _log.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public void Figures_BySource_CountStatesNoticesAndReviews()
    {
        Write(1, static item => item.State = FailedState.Replayed);
        Write(2, static item => item.State = FailedState.Settled);
        Write(3, static item => item.State = FailedState.Discarded);
        Write(4, static item => (item.State, item.Due) = (FailedState.Returned, "2026-11-23"));
        Write(5, static item => (item.State, item.Due) = (FailedState.Returned, "2026-11-24"));
        Write(6, static item => (item.State, item.Correction) = (FailedState.Replayed, CorrectionState.Open));
        Write(7, static item => (item.State, item.ReviewDue) = (FailedState.Replayed, DeskItems.At(DeskItems.Now - TimeSpan.FromSeconds(1))));
        Write(8, static item => (item.State, item.ReviewDue) = (FailedState.Replayed, DeskItems.At(DeskItems.Now + TimeSpan.FromSeconds(1))));
        Write(9, static item => item.Source = "a.two");

        var figures = _index.Figures(DeskItems.Now, DeskItems.Today);

        Assert.Equal(["a.one", "a.two"], figures.Select(static one => one.Source));
        var one = figures[0];
        Assert.Equal((4, 1, 1), (one.Replayed, one.Settled, one.Discarded));
        Assert.Equal((2, 1, 1, 1), (one.Returned, one.Overdue, one.OpenCorrections, one.OverdueReviews));
        Assert.Equal([new("r1", 2)], one.OpenByRule);
        Assert.Equal([new("r1", 1)], figures[1].OpenByRule);
    }

    [Fact]
    public void Figures_OldestOpen_FollowsWhatIsClosedAndOpenedAgain()
    {
        for (var id = 1UL; id <= 3; id++)
            Write(id, item => item.HeldAt = DeskItems.At(Time(id)));
        Assert.Equal(Time(1), Oldest());

        Write(1, static item => (item.State, item.HeldAt) = (FailedState.Discarded, DeskItems.At(Time(1))));
        Assert.Equal(Time(2), Oldest());
        Write(1, static item => item.HeldAt = DeskItems.At(Time(1)));
        Assert.Equal(Time(1), Oldest());
        for (var id = 1UL; id <= 3; id++)
            Write(id, static item => item.State = FailedState.Settled);
        Assert.Null(Oldest());
    }

    [Fact]
    public void Figures_ManyRules_TellTheRareOnesTogether()
    {
        for (var id = 1UL; id <= 30; id++)
            Write(id, item => item.Violations[0].Rule = $"r{id}");
        Write(31, static item => item.Violations[0].Rule = "r9");

        var byRule = _index.Figures(DeskItems.Now, DeskItems.Today)[0].OpenByRule;

        Assert.Equal(21, byRule.Count);
        Assert.Equal(new("r9", 2), byRule[0]);
        Assert.Equal(new("", 10), byRule[^1]);
    }

    // A random course, counted anew after each step.
    [Fact]
    public void Figures_AfterAnyCourse_AreThoseOfAnIndexThatIsOpenedAnew()
    {
        var random = new Random(7);
        for (var step = 0; step < 300; step++)
        {
            Write((ulong)random.Next(1, 40), item =>
            {
                item.Source = $"a.s{random.Next(3)}";
                item.State = (FailedState)random.Next(1, 7);
                item.Due = $"2026-11-2{random.Next(10)}";
                item.Correction = (CorrectionState)random.Next(4);
                item.ReviewDue = random.Next(2) == 0 ? null : DeskItems.At(DeskItems.Now.AddMinutes(random.Next(-5, 5)));
                item.Violations[0].Rule = $"r{random.Next(4)}";
            });
        }
        var before = Text(_index);
        _index.Dispose();

        using var again = DeskIndexFile.Open(_data, _log.Log, NullLogger<DeskIndex>.Instance);

        Assert.Equal(1UL, again.Watermark);
        Assert.Equal(before, Text(again));
    }

    private static DateTimeOffset Time(ulong id) => DeskItems.Now - TimeSpan.FromHours(10 - (double)id);

    private static IEnumerable<string> Text(DeskIndex index) => index.Figures(DeskItems.Now, DeskItems.Today)
        .Select(static one => $"{one with { OpenByRule = [] }} {string.Join(' ', one.OpenByRule)}");

    private DateTimeOffset? Oldest() => _index.Figures(DeskItems.Now, DeskItems.Today)[0].OldestOpen;

    private void Write(ulong id, Action<HeldItem> configure) => _index.Keep([DeskItems.Indexed(id, configure)], watermark: 1);
}
