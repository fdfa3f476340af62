using DataBus.Hub;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.Hub.Operations.Retention;
using DataBus.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Model;

/// <summary>The hub's core on a directory of its own, with the accidents that a sequence wants.</summary>
internal sealed class RealHub : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly string _root = Directory.CreateTempSubdirectory("databus-model-").FullName;
    private HubCore _core;
    private string _directory;
    private int _copies;

    private RealHub()
    {
        _directory = Path.Combine(_root, "0");
        _core = Open();
    }

    public IIntake Intake => _core.Intake;

    public IExchangeLog Log => _core.Log;

    public IViews Views => _core.Views;

    public TimeProvider Time => _time;

    /// <summary>Trims below a floor.</summary>
    public async Task TrimAsync(ulong floor)
    {
        using var trimmer = NewTrimmer();
        _ = await trimmer.TrimAsync(floor, "张", "试清理", Token);
    }

    /// <summary>Does what a start does about a trim that was begun.</summary>
    public async Task FinishTrimAsync()
    {
        using var trimmer = NewTrimmer();
        await trimmer.FinishAsync(Token);
    }

    /// <summary>All rows of the views as of the head.</summary>
    public async Task<List<string>> DumpViewsAsync()
    {
        using var views = await ReadAsync();
        return ViewDump.Of(_core.Store);
    }

    /// <summary>What the verifier finds.</summary>
    public VerifyResponse Verify() => LogVerifier.Verify(_core.Store, Log, 0, Token).Last();

    public static RealHub Create() => new();

    public Task<Opened> OpenAsync(string source, string holder, bool takeOver) =>
        Intake.OpenAsync(new Open { Source = source, Holder = holder, TakeOver = takeOver }, Token);

    public Task<BatchResult> CommitAsync(ulong lease, string position, ModelBatch batch)
    {
        var prepared = _core.Preparation.Prepare(batch.Source, lease, ToWire(position, batch));
        var items = prepared.Items.Select((item, index) => WithOldRule(item, batch.Rows[index])).ToList();
        return Intake.CommitAsync(prepared with { Items = items }, Token);
    }

    /// <summary>The views as of the head.</summary>
    public Task<IViewReader> ReadAsync() => _core.Views.AtLeastAsync(Log.Head, Token);

    /// <summary>Ids of all failed pushes, open and closed, in the order of holding.</summary>
    public async Task<IReadOnlyList<ulong>> FailedIdsAsync()
    {
        using var views = await ReadAsync();
        return [.. views.ScanHeld().Select(row => row.Key)];
    }

    /// <summary>After so many writes the disk fails, until what is returned is disposed.</summary>
    public IDisposable FailWrites(int after = 0)
    {
        var log = (RocksDbExchangeLog)Log;
        var write = log.Write;
        log.Write = batch =>
        {
            if (after-- <= 0)
                throw new IOException("No space left on device");
            write(batch);
        };
        return new Restored(() => log.Write = write);
    }

    /// <summary>Ends the hub and starts it again: after a close, or from what was on disk at that moment.</summary>
    public async Task ReopenAsync(bool kill)
    {
        if (kill)
        {
            var copy = Path.Combine(_root, $"{++_copies}");
            DirectoryCopy.AsOfOneMoment(_directory, copy);
            await _core.DisposeAsync();
            Directory.Delete(_directory, recursive: true);
            _directory = copy;
        }
        else
        {
            await _core.DisposeAsync();
        }

        _core = Open();
    }

    public async Task RebuildViewsAsync()
    {
        await _core.DisposeAsync();
        using (var store = HubStore.Open(_directory))
            store.ResetViews();
        _core = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _core.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private Trimmer NewTrimmer() => new(Log, _core.Views, Intake) { BatchBytes = 1_000 };

    private HubCore Open() => HubCore.Open(new HubOptions { Data = _directory }, _time, NullLoggerFactory.Instance);

    private static Batch ToWire(string position, ModelBatch batch)
    {
        var wire = new Batch { PositionBefore = position, PositionAfter = batch.PositionAfter, RowsUnchanged = batch.RowsUnchanged, RowsKnown = batch.RowsKnown };
        wire.Items.Add(batch.Rows.Select((row, index) => WireRows.ItemOf(row, (ulong)index + 1)));
        if (batch.Pass is not { } pass)
            return wire;

        wire.Pass = new Pass
        {
            Id = pass.Id,
            Mode = pass.Full ? PassMode.Full : PassMode.Changes,
            File = new FileFacts { Sha256 = pass.File.ToString("x64", null), Name = ModelWire.FileName(pass.File), AsOf = WireRows.AsOf(pass.AsOf) },
        };
        if (batch.Close is not { } close)
            return wire;

        wire.Pass.Close = new PassClose { End = close.End, RowsRead = (ulong)batch.Rows.Count, ProvenComplete = close.Proven };
        wire.Pass.Close.Reason = close.End == PassEnd.SetAside ? "早于来源下限" : "";
        wire.Pass.Close.Absent.Add(close.Absent.Select(WireRows.AddressOf));
        return wire;
    }

    private static PreparedItem WithOldRule(PreparedItem item, ModelRow row) =>
        row.Fault == Fault.ThenBad ? item with { Violations = [.. item.Violations, WireRows.OldRule] } : item;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private sealed class Restored(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }
}
