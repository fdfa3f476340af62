using DataBus.Hub.Delivery;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Tests.Hub.Delivery;

public sealed class SharedTailTests : IDisposable
{
    private const int PageBytes = 100_000;

    private readonly TestLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Read_ManyAtTheTail_ShareTheSameRecords()
    {
        var tail = new SharedTail(_log.Log);
        var start = _log.Log.Head;
        _log.Push(Profile(10));

        var first = tail.Read(start, PageBytes);
        var second = tail.Read(start, PageBytes);

        Assert.Equal(2, first.Count);
        Assert.Same(first[0], second[0]);
        Assert.Empty(tail.Read(_log.Log.Head, PageBytes));
    }

    // Readers at random places, among pushes small and large, far more than is kept: each must get what the log itself would give.
    [Fact]
    public void Read_AnywhereAtAnyTime_GivesWhatTheLogGives()
    {
        var random = new Random(5);
        var tail = new SharedTail(_log.Log);
        var readers = new ulong[6];
        for (var round = 0; round < 400; round++)
        {
            _log.Push(Profile(random.Next(10) == 0 ? 300_000 : 2_000));
            for (var i = 0; i < readers.Length; i++)
            {
                for (var pages = random.Next(i + 1); pages > 0; pages--)
                    readers[i] = Follow(tail, readers[i]);
            }
        }

        for (var i = 0; i < readers.Length; i++)
        {
            while (readers[i] < _log.Log.Head)
                readers[i] = Follow(tail, readers[i]);
        }
    }

    private ulong Follow(SharedTail tail, ulong after)
    {
        var page = tail.Read(after, PageBytes);
        var expected = _log.Log.Read(after, PageBytes);

        Assert.Equal(expected.Count == 0, page.Count == 0);
        Assert.Equal(expected.Take(page.Count).Select(Text), page.Take(expected.Count).Select(Text));
        return page.Count == 0 ? after : page[^1].LastRevision;
    }

    private static string Text(LogRecord record) => $"{record.FirstRevision}+{record.Count} {record.Body.Length} {Convert.ToHexString(record.Chain.Span)}";

    private static Change Profile(int size) => new()
    {
        Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = "A" },
        PlatformProfile = new PlatformProfile { Kind = new string('x', size) },
    };
}
