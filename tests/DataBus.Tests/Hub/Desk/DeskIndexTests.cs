using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub.Desk;

public sealed class DeskIndexTests : IDisposable
{
    private readonly TestLog _log = new();
    private readonly string _data = Directory.CreateTempSubdirectory("databus-desk-").FullName;

    private string IndexPath => Path.Combine(_data, "desk", "index.db");

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public void Find_ByEachFilter_GivesWhatMatchesOldestFirst()
    {
        using var index = Open();
        index.Write(
            [
                Item(3, "a.one", FailedState.Held, "r1", "r2"),
                Item(1, "a.one", FailedState.Waiting, "r2"),
                Item(2, "a.two", FailedState.Discarded, "r1"),
            ],
            watermark: 1);

        Assert.Equal([1UL, 3UL], Ids(index, new DeskQuery("", "", "", FailedState.Unspecified, 0, 10)));
        Assert.Equal([1UL, 3UL], Ids(index, new DeskQuery("a.one", "", "r2", FailedState.Unspecified, 0, 10)));
        Assert.Equal([2UL], Ids(index, new DeskQuery("", "", "r1", FailedState.Discarded, 0, 10)));
        Assert.Equal([1UL, 3UL], Ids(index, new DeskQuery("", "platform.profile", "", FailedState.Unspecified, 0, 10)));
        Assert.Empty(Ids(index, new DeskQuery("", "enterprise.registration", "", FailedState.Unspecified, 0, 10)));
    }

    [Fact]
    public void Find_Pages_MeetEachItemOnceAndCountAll()
    {
        using var index = Open();
        index.Write(Enumerable.Range(1, 5).Select(id => Item((ulong)id, "a.one", FailedState.Held, "r")), watermark: 1);

        var first = index.Find(new DeskQuery("", "", "", FailedState.Unspecified, 0, 3));
        var second = index.Find(new DeskQuery("", "", "", FailedState.Unspecified, first.Ids[^1], 3));

        Assert.Equal([1UL, 2UL, 3UL], first.Ids);
        Assert.True(first.HasMore);
        Assert.Equal([4UL, 5UL], second.Ids);
        Assert.False(second.HasMore);
        Assert.Equal(5UL, second.Total);
    }

    [Fact]
    public void Write_StateChanged_MovesTheItem()
    {
        using var index = Open();
        index.Write([Item(1, "a.one", FailedState.Held, "r")], watermark: 1);

        index.Write([Item(1, "a.one", FailedState.Replayed, "r")], watermark: 1);

        Assert.Empty(Ids(index, new DeskQuery("", "", "", FailedState.Unspecified, 0, 10)));
        Assert.Equal([1UL], Ids(index, new DeskQuery("", "", "", FailedState.Replayed, 0, 10)));
    }

    [Fact]
    public void Open_Again_GoesOnFromItsWatermark()
    {
        using (var index = Open())
            index.Write([Item(1, "a.one", FailedState.Held, "r")], watermark: 1);

        using var again = Open();

        Assert.Equal(1UL, again.Watermark);
        Assert.Equal([1UL], Ids(again, new DeskQuery("", "", "", FailedState.Unspecified, 0, 10)));
    }

    [Fact]
    public void Open_AheadOfTheLog_BeginsAnew()
    {
        using (var index = Open())
            index.Write([Item(1, "a.one", FailedState.Held, "r")], watermark: 99);

        using var again = Open();

        Assert.Equal(0UL, again.Watermark);
        Assert.Empty(Ids(again, new DeskQuery("", "", "", FailedState.Unspecified, 0, 10)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(20_000)]
    public void Open_Damaged_BeginsAnew(int length)
    {
        using (var index = Open())
            index.Write([Item(1, "a.one", FailedState.Held, "r")], watermark: 1);
        File.WriteAllBytes(IndexPath, [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))]);

        using var again = Open();

        Assert.Equal(0UL, again.Watermark);
    }

    private DeskIndex Open() => DeskIndexFile.Open(_data, _log.Log, NullLogger<DeskIndex>.Instance);

    private static IReadOnlyList<ulong> Ids(DeskIndex index, DeskQuery query) => index.Find(query).Ids;

    private static KeyValuePair<ulong, HeldItem> Item(ulong id, string source, FailedState state, params string[] rules) => new(id, new HeldItem
    {
        Entry = new HeldEntry
        {
            Change = new Change
            {
                Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"x:{id}" },
                PlatformProfile = new PlatformProfile { Kind = "K" },
            },
        },
        Source = source,
        State = state,
        Violations = { rules.Select(rule => new Violation { Rule = rule }) },
    });
}
