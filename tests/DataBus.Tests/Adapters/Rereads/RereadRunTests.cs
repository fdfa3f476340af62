using DataBus.Adapters;
using DataBus.Adapters.Rereads;
using DataBus.Tests.Adapters.Kit;
using DataBus.V1;
using Google.Protobuf;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Adapters.Rereads;

/// <summary>The worker reads again what it is asked for, beside its normal reading.</summary>
public sealed class RereadRunTests
{
    private const string Name = "test.rows";

    private readonly FakeHub _hub = new();
    private readonly SkippingTime _time = new();
    private readonly Rows _rows = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AskedBefore_PushesTheRowsOnceAtThePositionOfThen()
    {
        Ask(11, row: 2);
        Ask(12, row: 9);

        await RunAsync(new Numbers(3));

        var reread = Assert.Single(_hub.Batches, batch => batch.Reread.Count > 0);
        Assert.Equal(("3", "3", (Pass?)null), (reread.PositionBefore, reread.PositionAfter, reread.Pass));
        Assert.Equal([11UL, 12], reread.Reread);
        Assert.Equal([(2UL, 11UL)], reread.Items.Select(item => (item.Row, item.Answers)));
        Assert.Equal([1UL, 2, 3], _hub.Batches.Where(batch => batch.Pass is not null).SelectMany(batch => batch.Items).Select(item => item.Row));
        Assert.Equal((1, "3"), (_rows.Reads, _hub.Position));
    }

    [Fact]
    public async Task Run_AskedWhileItRuns_IsToldByTheNextAnswer()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _hub.AfterCommit = batch =>
        {
            // The first pass is closed: from now on nothing but what is said once a minute.
            if (batch.Pass?.Close is not null)
                Ask(11, row: 1);
            if (batch.Reread.Count > 0)
                stop.Cancel();
        };

        await RunAsync(new Numbers(1), once: false, stop.Token);

        Assert.Equal([11UL], _hub.Batches[^1].Reread);
        Assert.Equal(1, _rows.Reads);
    }

    [Fact]
    public async Task Run_HubFailsAtTheReread_IsRepeated()
    {
        Ask(11, row: 2);
        var left = 2;
        _hub.BeforeCommit = batch =>
        {
            if (batch.Reread.Count > 0 && left-- > 0)
                throw FakeHub.Unavailable();
        };

        await RunAsync(new Numbers(3));

        Assert.Equal([11UL], Assert.Single(_hub.Batches, batch => batch.Reread.Count > 0).Reread);
        Assert.Equal(3, _rows.Reads);
        Assert.Equal([1UL, 2, 3], _hub.Batches.Where(batch => batch.Pass is not null).SelectMany(batch => batch.Items).Select(item => item.Row));
    }

    [Fact]
    public async Task Run_NothingAsked_ReadsNothingAgain()
    {
        await RunAsync(new Numbers(3));

        Assert.Equal(0, _rows.Reads);
        Assert.All(_hub.Batches, batch => Assert.Empty(batch.Reread));
    }

    private void Ask(ulong id, ulong row) => _hub.Rereads.Add(new Reread { Id = id, File = new FileFacts { Sha256 = "a" }, Row = row });

    private async Task RunAsync(ISource source, bool once = true, CancellationToken? stop = null)
    {
        var run = new AdapterRun(once, [Name], new Lifetime());
        var retry = new PushRetry(Name, "http://hub.test", once, _time, NullLogger<PushRetry>.Instance);
        using var worker = new AdapterWorker(
            new AdapterSource(Name, TimeSpan.FromSeconds(1), source) { Again = _rows }, _hub, retry, run, _time, NullLogger<AdapterWorker>.Instance);
        await worker.StartAsync(stop ?? Token);
        await worker.ExecuteTask!;
        Assert.Equal(0, run.ExitCode);
    }

    private static PushItem Item(ulong number) => new() { Row = number, Raw = ByteString.CopyFromUtf8($"row {number}") };

    private sealed class Numbers(int rows) : ISource
    {
        public async IAsyncEnumerable<SourceStep> ReadAsync(
            ReadState state, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (state.Position.Length > 0)
            {
                yield return new SourceStep(state.Position);
                yield break;
            }
            var pass = new Pass { Id = "p", Mode = PassMode.Full };
            for (var number = 1; number <= rows; number++)
            {
                yield return new SourceStep($"{number}")
                {
                    Pass = pass,
                    Item = Item((ulong)number),
                    Close = number < rows ? null : new PassClose { End = PassEnd.Whole, RowsRead = (ulong)rows },
                };
            }
        }
    }

    private sealed class Rows : IRereadRows
    {
        public int Reads { get; private set; }

        public async IAsyncEnumerable<RereadRow> ReadAsync(
            IReadOnlyList<Reread> asked, Action<string> failed, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Reads++;
            await Task.Yield();
            for (var number = 1UL; number <= 3; number++)
                yield return new RereadRow(Item(number), "a");
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
