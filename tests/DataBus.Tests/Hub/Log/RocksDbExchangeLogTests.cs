using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Tests.Hub.Log;

public sealed class RocksDbExchangeLogTests : IDisposable
{
    private readonly LogFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_EmptyFolder_BeginsAnEpochAtRevisionOne()
    {
        var log = _folder.Open().Log;

        var first = Assert.Single(log.Read(0, 1));
        Assert.Equal(1ul, log.Head);
        Assert.Equal(1ul, log.Floor);
        Assert.Equal(RecordType.Source, first.Type);
        Assert.Equal(log.Epoch, Assert.Single(SourceBody.Parser.ParseFrom(first.Body.Span).Entries).Epoch.Epoch);
        Assert.Equal(16, log.Epoch.Length);
    }

    [Fact]
    public void Append_Group_MovesHeadAndChain()
    {
        using var open = _folder.Open();
        var before = open.Log.Tail.Chain.ToArray();

        open.Append(3, 1, 5);

        Assert.Equal(10ul, open.Log.Head);
        Assert.NotEqual(before, open.Log.Tail.Chain.ToArray());
        Assert.Equal(open.Log.Find(10)!.Chain.ToArray(), open.Log.Tail.Chain.ToArray());
    }

    [Fact]
    public void Append_OtherExpectedHead_ThrowsAndWritesNothing()
    {
        using var open = _folder.Open();
        open.Append(2);
        var before = open.Records();

        var conflict = Assert.Throws<LogConflictException>(() => open.Log.Append(new LogGroup(1, [LogFolder.Record(2)], [])));

        Assert.Equal((1ul, 3ul), (conflict.ExpectedHead, conflict.Head));
        Assert.Equal(before, open.Records());
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public void Append_RevisionsThatDoNotFollow_ThrowsAndWritesNothing(ulong first, uint count)
    {
        using var open = _folder.Open();

        Assert.Throws<ArgumentException>(() => open.Log.Append(new LogGroup(1, [LogFolder.Record(first) with { Count = count }], [])));

        Assert.Single(open.Records());
        open.Append(1);
        Assert.Equal(2, open.Records().Count);
    }

    [Fact]
    public void Append_NoRecords_Throws()
    {
        using var open = _folder.Open();

        Assert.Throws<ArgumentException>(() => open.Log.Append(new LogGroup(1, [], [])));
    }

    [Fact]
    public void Open_AfterDispose_IsTheSame()
    {
        var open = _folder.Open();
        open.Append(3, 2);
        open.Append(1);
        var (records, head, epoch, chain) = (open.Records(), open.Log.Head, open.Log.Epoch, open.Log.Tail.Chain.ToArray());
        open.Dispose();

        var again = _folder.Open();

        Assert.Equal(records, again.Records());
        Assert.Equal((head, epoch), (again.Log.Head, again.Log.Epoch));
        Assert.Equal(chain, again.Log.Tail.Chain.ToArray());
    }

    [Fact]
    public void Open_AfterKill_HasAllThatWasAppended()
    {
        var open = _folder.Open();
        for (uint i = 1; i <= 20; i++)
            open.Append(i);

        using var killed = _folder.Copy();

        Assert.Equal(open.Records(), killed.Open().Records());
    }

    [Fact]
    public void Append_WriteFailsBeforeTheDisk_NothingMoreUntilReopened()
    {
        var open = _folder.Open();
        open.Append(1);
        var write = open.Log.Write;
        open.Log.Write = _ => throw new IOException("No space left on device");

        Assert.Throws<LogFailedException>(() => open.Append(1));
        open.Log.Write = write;
        Assert.Throws<LogFailedException>(() => open.Append(1));
        Assert.Equal(2ul, open.Log.Head);
        open.Dispose();

        var again = _folder.Open();
        Assert.Equal(2ul, again.Log.Head);
        again.Append(1);
        Assert.Equal(3ul, again.Log.Head);
    }

    [Fact]
    public void Append_WriteFailsAfterTheDisk_ReadersDoNotSeeItUntilReopened()
    {
        var open = _folder.Open();
        var write = open.Log.Write;
        open.Log.Write = batch =>
        {
            write(batch);
            throw new IOException("Input/output error");
        };

        Assert.Throws<LogFailedException>(() => open.Append(2, 2));
        Assert.Single(open.Records());
        Assert.Null(open.Log.Find(2));
        open.Dispose();

        Assert.Equal(3, _folder.Open().Records().Count);
    }

    [Fact]
    public void Read_SmallPages_GivesEachRecordOnceInOrder()
    {
        using var open = _folder.Open();
        open.Append(3, 1, 4, 1, 5);

        var pages = new List<int>();
        var next = 1ul;
        while (open.Log.Read(next - 1, 100) is { Count: > 0 } page)
        {
            pages.Add(page.Count);
            foreach (var record in page)
            {
                Assert.Equal(next, record.FirstRevision);
                next = record.LastRevision + 1;
            }
        }

        Assert.Equal(16ul, next);
        Assert.Equal(6, pages.Sum());
        Assert.True(pages.Count > 2, $"{pages.Count} pages");
    }

    [Fact]
    public void Read_InsideARecord_BeginsWithThatRecord()
    {
        using var open = _folder.Open();
        open.Append(3, 4);

        Assert.Equal([2ul, 5ul], open.Log.Read(2, 100_000).Select(record => record.FirstRevision));
        Assert.Equal([5ul], open.Log.Read(4, 100_000).Select(record => record.FirstRevision));
        Assert.Empty(open.Log.Read(8, 100_000));
        Assert.Empty(open.Log.Read(1_000, 100_000));
    }

    [Fact]
    public void Find_EachRevision_GivesTheRecordThatCoversIt()
    {
        using var open = _folder.Open();
        open.Append(3, 1, 4);

        ulong?[] firsts = [null, 1, 2, 2, 2, 5, 6, 6, 6, 6, null];
        for (var revision = 0; revision < firsts.Length; revision++)
            Assert.Equal(firsts[revision], open.Log.Find((ulong)revision)?.FirstRevision);
        Assert.Equal(LogFolder.Record(2, 3).Body.ToArray(), open.Log.Find(3)!.Body.ToArray());
    }

    [Fact]
    public void ReadRaw_AfterReopen_GivesTheBytesOfItsRevisionOnly()
    {
        var open = _folder.Open();
        byte[] row = [1, 0, 255];
        open.Log.Append(new LogGroup(1, [LogFolder.Record(2, 3)], [new RawRow(3, row), new RawRow(4, Array.Empty<byte>())]));
        open.Dispose();

        var log = _folder.Open().Log;

        Assert.Equal(row, log.ReadRaw(3)!.Value.ToArray());
        Assert.Empty(log.ReadRaw(4)!.Value.ToArray());
        Assert.Null(log.ReadRaw(2));
        Assert.Null(log.ReadRaw(9));
    }

    [Fact]
    public async Task WaitForAppendAsync_HeadMoves_CompletesEveryWaiter()
    {
        using var open = _folder.Open();
        var waiting = Enumerable.Range(0, 10).Select(_ => open.Log.WaitForAppendAsync(1, Token)).ToList();
        var far = open.Log.WaitForAppendAsync(2, Token);
        Assert.DoesNotContain(waiting, task => task.IsCompleted);

        open.Append(1);

        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(10), Token);
        await open.Log.WaitForAppendAsync(1, Token);
        Assert.False(far.IsCompleted);
        open.Append(1);
        await far.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task WaitForAppendAsync_Cancelled_Ends()
    {
        using var open = _folder.Open();
        using var cancellation = new CancellationTokenSource();
        var waiting = open.Log.WaitForAppendAsync(1, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Read_WhileAppending_NeverPassesTheHeadAndMissesNothing()
    {
        using var open = _folder.Open();
        const ulong Last = 2_000;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => FollowAsync(open.Log, Last), Token)).ToList();

        while (open.Log.Head < Last)
            open.Append(1, 2, 3);

        Assert.All(await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(60), Token), seen => Assert.True(seen >= Last));
    }

    [Fact]
    public void Dispose_ThenUse_IsRefused()
    {
        var open = _folder.Open();
        open.Dispose();

        Assert.Throws<ObjectDisposedException>(() => open.Log.Read(0, 1));
        Assert.Throws<ObjectDisposedException>(() => open.Append(1));
        Assert.Throws<ObjectDisposedException>(() => open.Log.ReadRaw(1));
    }

    private static async Task<ulong> FollowAsync(RocksDbExchangeLog log, ulong last)
    {
        var seen = 0ul;
        while (seen < last)
        {
            await log.WaitForAppendAsync(seen, Token);
            foreach (var record in log.Read(seen, 500))
            {
                Assert.Equal(seen + 1, record.FirstRevision);
                seen = record.LastRevision;
                Assert.True(seen <= log.Head);
            }
        }
        return seen;
    }
}
