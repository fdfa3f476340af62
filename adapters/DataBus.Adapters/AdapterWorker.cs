using DataBus.Adapters.Hub;
using DataBus.Adapters.Rereads;
using DataBus.Client;
using DataBus.V1;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DataBus.Adapters;

/// <summary>Reads one source and pushes it: open, read from the hub's position, push, and after a transient failure open again.</summary>
internal sealed class AdapterWorker(
    AdapterSource adapter, IHubPort hub, PushRetry retry, AdapterRun run, TimeProvider time, ILogger<AdapterWorker> logger) : BackgroundService
{
    private const int MaxInFlight = 4;
    private const int MaxNamed = 5;

    // Saying "nothing new" costs the log an entry: a poll every few seconds is not worth one each.
    private static readonly TimeSpan _heartbeat = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(10);

    private readonly Queue<(Batch Batch, Task<BatchResult> Answer)> _inFlight = new();
    private IPushStream? _stream;
    private ReadState _state = new("", null, run.Once, hub);
    private DateTimeOffset _heard = DateTimeOffset.MinValue;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private ulong _rereads;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services are started one after the other; the first read must not keep the next waiting.
        await Task.Yield();
        try
        {
            while (true)
            {
                var batches = await retry.ExecuteAsync(PushNextAsync, stoppingToken);
                if (batches == 0 && run.Once)
                    break;
                if (batches == 0)
                    await Task.Delay(adapter.Poll, time, stoppingToken);
            }
            await CloseAsync();
            run.Done(adapter.Source);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await CloseAsync();
        }
        catch (Exception e)
        {
            logger.SourceFailed(adapter.Source, e);
            run.Failed(e);
        }
        finally
        {
            await DropStreamAsync();
        }
    }

    /// <summary>Reads what waits and pushes it; gives the number of batches that belonged to a pass.</summary>
    private async ValueTask<int> PushNextAsync(CancellationToken cancellationToken)
    {
        var committed = run.Answers(adapter.Source);
        try
        {
            await OpenAsync(cancellationToken);
            var batches = await ReadAndPushAsync(cancellationToken);
            await RereadAsync(cancellationToken);
            return batches;
        }
        catch (SourceDriftException e)
        {
            await PauseAsync(e.Message, cancellationToken);
            return 1;
        }
        catch (Exception e) when (retry.IsTransient(e))
        {
            await DropStreamAsync();
            if (e is SourceUnavailableException)
                await TellLookAsync(e.Message, cancellationToken);
            if (run.Answers(adapter.Source) == committed)
                throw;
            // It got further before it failed: the next wait is the first again, not the longest.
            logger.PushFailed(adapter.Source, TimeSpan.Zero, e.Message);
            return 1;
        }
    }

    /// <summary>Lets the hub refuse the source until an operator lets it go on; the next opening waits for that.</summary>
    private async Task PauseAsync(string reason, CancellationToken cancellationToken)
    {
        await DropStreamAsync();
        logger.SourceDrifted(adapter.Source, reason);
        await hub.PauseAsync(adapter.Source, reason, cancellationToken);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_stream is not null)
            return;
        _stream = await hub.OpenAsync(adapter.Source, adapter.Columns, adapter.Freshness, cancellationToken);
        var opened = _stream.Opened;
        _state = new ReadState(opened.Position, opened.OpenPass, run.Once, hub) { Floor = opened.SourceFloor, IsFresh = true };
        _rereads = opened.Rereads;
        logger.SourceOpened(adapter.Source, opened.Position);
    }

    private async Task<int> ReadAndPushAsync(CancellationToken cancellationToken)
    {
        var builder = new BatchBuilder(_state.Position);
        var batches = 0;
        await foreach (var step in adapter.Reader.ReadAsync(_state, cancellationToken).WithCancellation(cancellationToken))
        {
            if (step.Pass is null && step.PositionAfter == _state.Position && time.GetUtcNow() - _heard < _heartbeat)
                continue;
            foreach (var batch in builder.Add(step))
            {
                batches += batch.Pass is null ? 0 : 1;
                await SendAsync(batch, cancellationToken);
            }
        }
        if (builder.Rest() is { } rest)
        {
            batches++;
            await SendAsync(rest, cancellationToken);
        }
        while (_inFlight.Count > 0)
            await AnswerAsync(cancellationToken);
        _state = _state with { IsFresh = false };
        // A folder without files is no word of the bureau: the hub is told that the adapter looked, and what it lacks is the source's.
        if (time.GetUtcNow() - _heard >= _heartbeat && time.GetUtcNow() - _looked >= _heartbeat)
            await TellLookAsync("", cancellationToken);
        return batches;
    }

    private async Task TellLookAsync(string unreadable, CancellationToken cancellationToken)
    {
        try
        {
            await hub.ReportLookAsync(adapter.Source, unreadable, cancellationToken);
            _looked = time.GetUtcNow();
        }
        catch (DataBusException e) when (e.IsTransient)
        {
            // The hub is told at the next look; that it does not answer is said when it is opened.
            logger.LookNotTold(adapter.Source, e.Message);
        }
    }

    /// <summary>Reads again what operators ask for, beside all passes and without moving the position.</summary>
    private async Task RereadAsync(CancellationToken cancellationToken)
    {
        if (_rereads == 0 || _state.OpenPass is not null)
            return;
        var asked = await hub.ListRereadsAsync(adapter.Source, cancellationToken);
        if (asked.Count == 0)
        {
            // Closed meanwhile.
            _rereads = 0;
            return;
        }
        var rows = new AskedRows(asked);
        await foreach (var row in adapter.Again.ReadAsync(asked, reason => logger.SourceOdd(adapter.Source, reason), cancellationToken))
            rows.Take(row);
        logger.RowsReread(adapter.Source, asked.Count, rows.Found);
        foreach (var batch in rows.Batches(_state.Position))
            await SendAsync(batch, cancellationToken);
        while (_inFlight.Count > 0)
            await AnswerAsync(cancellationToken);
    }

    private async Task SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (_inFlight.Count >= MaxInFlight)
            await AnswerAsync(cancellationToken);
        // Not the token of the run: when it stops, what was sent is still waited for.
        _inFlight.Enqueue((batch, _stream!.SendAsync(batch, CancellationToken.None)));
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        var (batch, answer) = _inFlight.Peek();
        var result = await retry.AnswerAsync(answer, cancellationToken);
        _inFlight.Dequeue();
        _heard = time.GetUtcNow();
        _rereads = result.Rereads;
        _state = _state with { Position = batch.PositionAfter, OpenPass = batch.Pass?.Close is null ? batch.Pass : null, Floor = Floor(batch) };
        run.Answered(adapter.Source, batch, result);
        KeepHead(result);
        adapter.Reader.Answered(batch, result);
        Say(batch, result);
    }

    // Proof that cannot be kept is said, and is no reason to keep the bureau's data back.
    private void KeepHead(BatchResult result)
    {
        try
        {
            run.Keep(result.Head);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.SourceOdd(adapter.Source, $"the head of the hub's log was not kept: {e.Message}");
        }
    }

    private string Floor(Batch batch) =>
        batch.Pass is { Mode: PassMode.Full, File.AsOf.Length: > 0, Close: { End: PassEnd.Whole, ProvenComplete: true } }
        && string.CompareOrdinal(batch.Pass.File.AsOf, _state.Floor) > 0 ? batch.Pass.File.AsOf : _state.Floor;

    private void Say(Batch batch, BatchResult result)
    {
        // What is held already was named when it was held.
        var news = result.Exceptions.Where(e => e.Outcome != Outcome.SeenAgain).ToList();
        foreach (var exception in news.Take(MaxNamed))
        {
            var broken = exception.Violations.FirstOrDefault(v => v.Severity == Severity.Error);
            logger.RowNotAccepted(
                adapter.Source, batch.Items[(int)exception.Index].Row, exception.Outcome.ToString(), exception.FailedId, broken?.Rule ?? "",
                broken?.Field ?? "");
        }
        if (news.Count > MaxNamed)
            logger.ManyNotAccepted(adapter.Source, news.Count, MaxNamed);
        if (batch.Pass?.Close is not { } close)
            return;
        var tallies = result.PassTallies ?? result.Tallies ?? new Tallies();
        logger.PassClosed(
            adapter.Source, batch.Pass.Id, close.End.ToString(), close.RowsRead, tallies.Accepted, tallies.Unchanged, tallies.Known, tallies.Held,
            close.Reason);
    }

    /// <summary>Waits for what was sent and gives the lease back, so that the next opener need not wait.</summary>
    private async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(_goodbye, time);
        try
        {
            while (_inFlight.Count > 0)
                await AnswerAsync(patience.Token);
            if (_stream is not null)
                await _stream.CompleteAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException || retry.IsTransient(e))
        {
            logger.SourceOdd(adapter.Source, $"the hub did not answer at the end: {e.Message}");
        }
    }

    private async Task DropStreamAsync()
    {
        _inFlight.Clear();
        if (_stream is not null)
            await _stream.DisposeAsync();
        _stream = null;
    }
}
