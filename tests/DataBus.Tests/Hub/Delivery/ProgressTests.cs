using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Log;
using DataBus.V1;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Delivery;

public sealed class ProgressTests : IDisposable
{
    private const int Pushes = 60;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    private readonly TestLog _log = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _log.Dispose();

    public static TheoryData<string> Starts => ["snapshot", "tail"];

    // Of a long log hardly anything is for the reader, and each page takes the disk nine seconds.
    [Theory, MemberData(nameof(Starts))]
    public async Task FramesAsync_HardlyAnythingMatches_SaysSomethingAtLeastEveryThirtySeconds(string from)
    {
        var begin = _log.Log.Head;
        for (var i = 0; i < Pushes; i++)
            _log.Push(Profile(i % 20 == 19 ? "wanted" : "other"));
        var request = new SubscribeRequest { Keys = { Profile("wanted").Key } };
        if (from == "tail")
            request.FromRevision = begin;

        var (frames, said) = (new List<SubscribeResponse>(), new List<DateTimeOffset> { _time.GetUtcNow() });
        await foreach (var frame in Frames(request))
        {
            frames.Add(frame);
            said.Add(_time.GetUtcNow());
            if (frame.CaughtUp is not null)
                break;
        }

        Assert.True(said[^1] - said[0] > Pushes * _longest / 8, $"the log was read within {said[^1] - said[0]}: this shows nothing");
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.Zero, _longest));
        Assert.Contains(frames, frame => frame.Progress is not null);
        Assert.Equal(from == "tail" ? 3 : 1, frames.Sum(frame => frame.Changes.Count));
    }

    private IAsyncEnumerable<SubscribeResponse> Frames(SubscribeRequest request)
    {
        var filter = new Filter(request, FieldView.Everything);
        var log = new SlowLog(_log.Log, () => _time.Advance(TimeSpan.FromSeconds(9)));
        return new Subscription(new SharedTail(log), _log, _time, filter, Resumption.Of(request, filter, log), () => FieldView.Everything)
            .FramesAsync(TestContext.Current.CancellationToken);
    }

    private static Change Profile(string number) => new()
    {
        Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = number },
        PlatformProfile = new PlatformProfile { Kind = new string('x', 200_000) },
    };

    private sealed class SlowLog(IExchangeLog log, Action read) : IExchangeLog
    {
        public ulong Head => log.Head;

        public ulong Floor => log.Floor;

        public LogTrim Trim => log.Trim;

        public string Epoch => log.Epoch;

        public LogTail Tail => log.Tail;

        public void Append(LogGroup group) => log.Append(group);

        public IReadOnlyList<LogRecord> Read(ulong afterRevision, int maxBytes)
        {
            read();
            return log.Read(afterRevision, maxBytes);
        }

        public LogRecord? Find(ulong revision) => log.Find(revision);

        public ReadOnlyMemory<byte>? ReadRaw(ulong revision) => log.ReadRaw(revision);

        public void Rewrite(IReadOnlyCollection<LogRecord> records, ulong upTo) => log.Rewrite(records, upTo);

        public void Erase(IReadOnlyCollection<LogRecord> records, IReadOnlyCollection<ulong> rawRows) => log.Erase(records, rawRows);

        public Task PurgeAsync(CancellationToken cancellationToken) => log.PurgeAsync(cancellationToken);

        public void GiveBack(ulong first, ulong last) => log.GiveBack(first, last);

        public Task WaitForAppendAsync(ulong seenHead, CancellationToken cancellationToken) => log.WaitForAppendAsync(seenHead, cancellationToken);
    }
}
