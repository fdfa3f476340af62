using DataBus.Hub.Log;
using Grpc.Core;
using RocksDbSharp;

namespace DataBus.Hub.Entities;

/// <summary>
/// Follows the log and keeps the views: reads pages, applies them, writes each as one batch with the watermark last, publishes a
/// snapshot. A waiting reader starts a page at once; else pages wait until the writer has been idle for 20 ms, so that they grow under load.
/// </summary>
internal sealed class ViewFollower : IViews
{
    private const int PageBytes = 4 << 20;
    private const int RecordBytes = 1 << 20;
    private static readonly TimeSpan Idleness = TimeSpan.FromMilliseconds(20);

    private readonly HubStore _store;
    private readonly IExchangeLog _log;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private PublishedState _state;
    private TaskCompletionSource _published = NewSignal();
    private TaskCompletionSource _wanted = NewSignal();
    private Exception? _failure;

    public ViewFollower(HubStore store, IExchangeLog log, TimeProvider time)
    {
        _store = store;
        _log = log;
        _time = time;
        var rows = new ViewRows(store);
        if (rows.Watermark() > log.Head || rows.IsOtherFormat())
            store.ResetViews();
        _state = new PublishedState(store);
        while (Watermark < log.Head)
            WritePage();
        _loop = Task.Run(FollowAsync);
    }

    public ulong Watermark => Volatile.Read(ref _state).Watermark;

    /// <summary>Completes when the views are not kept any more; fails with what stopped them.</summary>
    public Task Completion => _loop;

    public IViewReader Newest()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state.TryHold())
                return new ViewReader(state);
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        }
    }

    public async Task<IViewReader> AtLeastAsync(ulong revision, CancellationToken cancellationToken)
    {
        while (true)
        {
            var published = Volatile.Read(ref _published);
            if (Watermark >= revision)
                return Newest();
            if (_failure is { } failure)
                throw Failed(failure);
            if (_stop.IsCancellationRequested)
                throw new HubException(HubMessages.Stopping);
            _ = Volatile.Read(ref _wanted).TrySetResult();
            await published.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops; for the core, which alone knows the order.</summary>
    public async Task CloseAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = _published.TrySetResult();
        _state.Release();
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await _log.WaitForAppendAsync(Watermark, _stop.Token);
                await WaitForIdlenessAsync();
                while (Watermark < _log.Head)
                    WritePage();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Asked to stop: what is not in the views yet is in the log.
        }
        catch (Exception e)
        {
            _failure = e;
            _ = _published.TrySetResult();
            throw;
        }
    }

    private async Task WaitForIdlenessAsync()
    {
        ulong head;
        do
        {
            head = _log.Head;
            var wanted = Volatile.Read(ref _wanted).Task;
            if (await Task.WhenAny(wanted, Task.Delay(Idleness, _time, _stop.Token)) == wanted)
                break;
            _stop.Token.ThrowIfCancellationRequested();
        }
        while (_log.Head > head && _log.Head - Watermark < 100_000);
        Volatile.Write(ref _wanted, NewSignal());
    }

    private void WritePage()
    {
        var cache = new ViewCache(new ViewRows(_store));
        var projection = new Projection(cache);
        var reached = Watermark;
        for (var bytes = 0; bytes < PageBytes && reached < _log.Head;)
        {
            foreach (var record in _log.Read(reached, RecordBytes))
            {
                cache.Revision = record.LastRevision;
                projection.Apply(record);
                reached = record.LastRevision;
                bytes += record.Body.Length + 1;
            }
        }

        using (var batch = new WriteBatch())
        {
            cache.WriteTo(batch, reached);
            _store.Database.Write(batch);
        }

        Publish(new PublishedState(_store));
    }

    private void Publish(PublishedState state)
    {
        var before = _state;
        Volatile.Write(ref _state, state);
        before.Release();
        Interlocked.Exchange(ref _published, NewSignal()).TrySetResult();
    }

    private static HubException Failed(Exception cause) => new(
        new Refusal(
            StatusCode.Unavailable,
            "VIEWS_FAILED",
            "视图停止更新,枢纽需要重启;已确认的数据在日志中。",
            "The views have stopped; the hub needs a restart. What was acknowledged is in the log."),
        cause);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
