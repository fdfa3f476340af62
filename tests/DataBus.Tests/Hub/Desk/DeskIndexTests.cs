using DataBus.Hub.Desk;
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
    public void Find_2500Items_MeetsEachOnceInPagesAndCountsAll()
    {
        using var index = Open();
        index.Keep([.. Enumerable.Range(1, 2_500).Select(static id => DeskItems.Indexed((ulong)id))], watermark: 1);

        var met = new List<ulong>();
        DeskPage page;
        do
        {
            page = index.Find(DeskItems.Query(), met.LastOrDefault(), limit: 1_000);
            met.AddRange(page.Ids);
            Assert.Equal(2_500UL, page.Total);
        }
        while (page.HasMore);

        Assert.Equal(Enumerable.Range(1, 2_500).Select(static id => (ulong)id), met);
        Assert.Equal(1UL, page.Revision);
    }

    [Fact]
    public void Write_StateChanged_MovesTheItem()
    {
        using var index = Open();
        index.Keep([DeskItems.Indexed(1), DeskItems.Indexed(2)], watermark: 1);

        index.Keep([DeskItems.Indexed(1, static item => item.State = FailedState.Replayed)], watermark: 1);

        Assert.Equal([2UL], Ids(index));
        Assert.Equal([1UL], Ids(index, FailedState.Replayed));
    }

    [Fact]
    public void Open_Again_AnswersAsBeforeAndGoesOnFromItsWatermark()
    {
        using (var index = Open())
        {
            index.Keep([DeskItems.Indexed(1), DeskItems.Indexed(2)], watermark: 1);
            index.Keep([DeskItems.Indexed(2, static item => item.State = FailedState.Settled), DeskItems.Indexed(5)], watermark: 1);
        }

        using var again = Open();

        Assert.Equal(1UL, again.Watermark);
        Assert.Equal([1UL, 5UL], Ids(again));
        Assert.Equal([2UL], Ids(again, FailedState.Settled));
    }

    [Fact]
    public void Open_SavedInPart_GoesOnFromWhereAllWasSaved()
    {
        using (var index = Open())
        {
            index.Keep([DeskItems.Indexed(1)], watermark: 1);
            index.Write([DeskItems.Indexed(2), DeskItems.Indexed(3)], watermark: 9);
            index.Save(static id => DeskItems.Indexed(id), limit: 1);

            Assert.False(index.IsSaved);
            Assert.Equal([1UL, 2UL, 3UL], Ids(index));
        }

        using var again = Open();

        Assert.Equal(1UL, again.Watermark);
        Assert.Equal([1UL, 2UL], Ids(again));
    }

    [Fact]
    public void Open_WrittenInPart_IsNotWhole()
    {
        using (var index = Open())
            index.Keep([DeskItems.Indexed(1)], watermark: 0);

        using var again = Open();

        Assert.Equal(0UL, again.Watermark);
    }

    [Fact]
    public void Open_AheadOfTheLog_BeginsAnew()
    {
        using (var index = Open())
            index.Keep([DeskItems.Indexed(1)], watermark: 99);

        using var again = Open();

        Assert.Equal(0UL, again.Watermark);
        Assert.Empty(Ids(again));
    }

    [Fact]
    public void Open_OfAnotherFormat_BeginsAnew()
    {
        using (var index = Open())
            index.Keep([DeskItems.Indexed(1)], watermark: 1);
        using (var file = new LiteDB.LiteDatabase(IndexPath))
        {
            var meta = file.GetCollection("meta").FindById(1);
            meta["format"] = "1";
            file.GetCollection("meta").Update(meta);
        }

        using var again = Open();

        Assert.Equal(0UL, again.Watermark);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(20_000)]
    public void Open_Overwritten_BeginsAnew(int length)
    {
        using (var index = Open())
            index.Keep([DeskItems.Indexed(1)], watermark: 1);
        File.WriteAllBytes(IndexPath, [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))]);

        using var again = Open();

        Assert.Equal(0UL, again.Watermark);
    }

    // LiteDB itself notices hardly any of these.
    [Fact]
    public void Open_OneByteFlipped_BeginsAnewOrAnswersAsBefore()
    {
        using (var index = Open())
            index.Keep([.. Enumerable.Range(1, 100).Select(static id => DeskItems.Indexed((ulong)id))], watermark: 1);
        var sound = File.ReadAllBytes(IndexPath);
        var begunAnew = 0;

        for (var at = 0; at < sound.Length; at += (sound.Length / 200) + 1)
        {
            byte[] flipped = [.. sound];
            flipped[at] ^= 0x01;
            File.WriteAllBytes(IndexPath, flipped);
            using var again = Open();
            if (again.Watermark == 0)
                begunAnew++;
            else
                Assert.Equal(100, Ids(again).Count);
        }

        Assert.InRange(begunAnew, 20, 200);
    }

    [Fact]
    public void Open_CutAnywhere_BeginsAnew()
    {
        using (var index = Open())
            index.Keep([.. Enumerable.Range(1, 1_000).Select(static id => DeskItems.Indexed((ulong)id))], watermark: 1);
        var sound = File.ReadAllBytes(IndexPath);

        foreach (var share in (double[])[0.1, 0.5, 0.9])
        {
            File.WriteAllBytes(IndexPath, sound[..(int)(sound.Length * share)]);
            using var again = Open();

            Assert.Equal(0UL, again.Watermark);
        }
    }

    private DeskIndex Open() => DeskIndexFile.Open(_data, _log.Log, NullLogger<DeskIndex>.Instance);

    private static IReadOnlyList<ulong> Ids(DeskIndex index, params FailedState[] states) =>
        index.Find(DeskItems.Query(new FailedFilter { States = { states } }), 0, 10_000).Ids;
}
