using System.Text.Json;
using DataBus.Adapters;
using DataBus.Adapters.Rereads;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Adapters.Kit;

public sealed class AdapterWorkerTests
{
    private const string Name = "test.rows";

    private static readonly FieldColumns[] _columns = [new() { Facet = "enterprise.tier_label", Field = "code", Columns = { "梯度" } }];

    private readonly FakeHub _hub = new();
    private readonly SkippingTime _time = new();
    private readonly Lifetime _lifetime = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Once_PushesAllAndEnds()
    {
        var run = await RunAsync(new CountingSource(rows: 12_000));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(12_000UL, _hub.Sum.Held);
        Assert.All(_hub.Batches, b => Assert.InRange(b.Items.Count, 1, BatchBuilder.MaxItems));
        Assert.Single(_hub.Batches, b => b.Pass.Close is not null);
        using var json = JsonDocument.Parse(run.ToJson());
        Assert.Equal(12_000, json.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal(12_000, json.RootElement.GetProperty("held").GetInt32());
        Assert.Equal(Name, json.RootElement.GetProperty("sources")[0].GetProperty("source").GetString());
        Assert.Equal(
            ["files", "rows", "accepted", "unchanged", "known", "stale", "held", "waiting", "refused", "deleted", "out_of_scope", "files_set_aside", "head", "sources"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Run_SourceCannotBeRead_TellsTheHubWhyEachTime()
    {
        await RunAsync(new CountingSource(rows: 1) { FailingReads = 2 });

        Assert.Equal(["The bureau is away.", "The bureau is away."], _hub.Looks);
        Assert.Equal(TimeSpan.FromHours(1), _hub.Freshness);
    }

    [Fact]
    public async Task Run_NothingToReadAndNothingSaid_TellsThatItLooked()
    {
        await RunAsync(new SilentSource());

        Assert.Empty(_hub.Batches);
        Assert.Equal([""], _hub.Looks);
    }

    [Fact]
    public async Task Run_Opens_TellsTheColumnsOfItsFields()
    {
        await RunAsync(new CountingSource(rows: 1));

        Assert.Equal(_columns, _hub.Columns);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_HubFailsAtEveryBatch_GoesOnFromItsPositionWithoutLossOrRepeat(bool afterCommit)
    {
        var failed = new HashSet<string>();
        Action<Batch> fail = batch =>
        {
            if (failed.Add(batch.PositionAfter))
                throw FakeHub.Unavailable();
        };
        if (afterCommit)
            _hub.AfterCommit = fail;
        else
            _hub.BeforeCommit = fail;

        var run = await RunAsync(new CountingSource(rows: 30_000));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Enumerable.Range(1, 30_000).Select(i => (ulong)i), _hub.Items().Select(i => i.Row));
        Assert.True(_hub.Opens > 3);
    }

    [Fact]
    public async Task Run_HubIsAway_WaitsLongerEachTimeAndSkipsNothing()
    {
        var left = 8;
        _hub.OnOpen = () =>
        {
            if (left-- > 0)
                throw FakeHub.Unavailable();
        };

        var run = await RunAsync(new CountingSource(rows: 10));

        Assert.Equal((0, 10UL), (run.ExitCode, _hub.Sum.Held));
        Assert.True(_time.GetUtcNow() - _time.Start > TimeSpan.FromSeconds(3), "It did not wait.");
    }

    [Fact]
    public async Task Run_BureauIsAway_WaitsAndReadsAgain()
    {
        var run = await RunAsync(new CountingSource(rows: 10) { FailingReads = 3 });

        Assert.Equal((0, 10UL), (run.ExitCode, _hub.Sum.Held));
    }

    [Fact]
    public async Task Run_SourceDrifted_PausesItSaysWhyAndEndsWithConflict()
    {
        var run = await RunAsync(new CountingSource(rows: 10) { Drift = new SourceDriftException("缺少列 梯度", "gone 梯度") });

        Assert.Equal((5, "缺少列 梯度 / gone 梯度"), (run.ExitCode, _hub.PausedReason));
        Assert.Empty(_hub.Batches);
    }

    [Theory]
    [InlineData(StatusCode.NotFound, 3)]
    [InlineData(StatusCode.PermissionDenied, 4)]
    [InlineData(StatusCode.FailedPrecondition, 5)]
    [InlineData(StatusCode.InvalidArgument, 1)]
    public async Task Run_HubRefuses_EndsWithItsExitCode(StatusCode code, int exitCode)
    {
        _hub.OnOpen = () => throw new DataBusException(code, "No.");

        var run = await RunAsync(new CountingSource(rows: 10));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.True(_lifetime.IsStopped);
    }

    [Fact]
    public async Task Run_AnotherHoldsTheLeaseForAWhile_Waits()
    {
        var left = 4;
        _hub.OnOpen = () =>
        {
            if (left-- > 0)
                throw new DataBusException(StatusCode.FailedPrecondition, "Held by another.");
        };

        var run = await RunAsync(new CountingSource(rows: 10));

        Assert.Equal((0, 10UL), (run.ExitCode, _hub.Sum.Held));
    }

    [Fact]
    public async Task Run_NothingNewForLong_SaysSoOnceAMinute()
    {
        var source = new CountingSource(rows: 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        source.OnRead = reads =>
        {
            if (reads == 121)
                stop.Cancel();
        };

        await RunAsync(source, once: false, stop.Token);

        // 120 polls of 1 s: at the start, after a minute, after two.
        Assert.Equal(3, _hub.Batches.Count);
        Assert.All(_hub.Batches, b => Assert.Equal((null, 0, b.PositionBefore), (b.Pass, b.Items.Count, b.PositionAfter)));
    }

    [Fact]
    public async Task Run_Stopped_WaitsForWhatWasSent()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _hub.BeforeCommit = _ => stop.Cancel();

        var run = await RunAsync(new CountingSource(rows: 10_000), once: true, stop.Token);

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(_hub.Batches);
        Assert.Equal(_hub.Batches.Count, run.Answers(Name));
    }

    private async Task<AdapterRun> RunAsync(ISource source, bool once = true, CancellationToken? stop = null)
    {
        var run = new AdapterRun(once, [Name], _lifetime);
        var retry = new PushRetry(Name, "http://hub.test", once, _time, NullLogger<PushRetry>.Instance);
        using var worker = new AdapterWorker(
            new AdapterSource(Name, TimeSpan.FromSeconds(1), source) { Columns = _columns, Freshness = TimeSpan.FromHours(1), Again = new NoRows() }, _hub, retry, run, _time, NullLogger<AdapterWorker>.Instance);
        await worker.StartAsync(stop ?? Token);
        await worker.ExecuteTask!;
        return run;
    }

    /// <summary>A source that says nothing, as a folder without files.</summary>
    private sealed class SilentSource : ISource
    {
        public IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, CancellationToken cancellationToken) => AsyncEnumerable.Empty<SourceStep>();
    }

    /// <summary>A source of numbered rows without keys; its position is the last number.</summary>
    private sealed class CountingSource(int rows) : ISource
    {
        private int _reads;

        public int FailingReads { get; set; }

        public SourceDriftException? Drift { get; init; }

        public Action<int> OnRead { get; set; } = _ => { };

        public async IAsyncEnumerable<SourceStep> ReadAsync(
            ReadState state, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            OnRead(++_reads);
            if (FailingReads-- > 0)
                throw new SourceUnavailableException("The bureau is away.");
            if (Drift is not null)
                throw Drift;
            var position = state.Position.Length == 0 ? 0 : int.Parse(state.Position, System.Globalization.CultureInfo.InvariantCulture);
            if (position >= rows)
            {
                yield return new SourceStep(state.Position);
                yield break;
            }
            var pass = new Pass { Id = "all", Mode = PassMode.Changes };
            for (var row = position + 1; row <= rows; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var after = row.ToString(System.Globalization.CultureInfo.InvariantCulture);
                yield return new SourceStep(after)
                {
                    Pass = pass,
                    Item = new PushItem { Row = (ulong)row, Raw = Google.Protobuf.ByteString.CopyFromUtf8(after) },
                    Close = row == rows ? new PassClose { End = PassEnd.Whole, RowsRead = (ulong)rows } : null,
                };
            }
        }
    }

    private sealed class NoRows : IRereadRows
    {
        public async IAsyncEnumerable<RereadRow> ReadAsync(
            IReadOnlyList<Reread> asked, Action<string> failed, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield break;
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public bool IsStopped { get; private set; }

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => IsStopped = true;
    }
}
