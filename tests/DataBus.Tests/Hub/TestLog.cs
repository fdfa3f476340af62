using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Retention;
using DataBus.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub;

/// <summary>The real log in a folder of its own, filled as the intake would fill it, with the few views that readers of it need.</summary>
internal sealed class TestLog : IViews, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("databus-log-").FullName;
    private readonly Dictionary<AddressKey, ulong> _live = [];
    private readonly HashSet<ulong> _superseded = [];
    private HubStore _store;
    private RocksDbExchangeLog _log;

    public TestLog() => (_store, _log) = Open();

    public IExchangeLog Log => _log;

    public ulong Watermark => _log.Head;

    /// <summary>Appends the changes as one push: a CHANGES record with what they replace, then its SOURCE record.</summary>
    /// <returns>The revision of the first change.</returns>
    public ulong Push(params Change[] changes)
    {
        var first = _log.Head + 1;
        for (var i = 0; i < changes.Length; i++)
            Supersede(changes[i], first + (ulong)i);
        var run = new Run { FirstRevision = first, Count = (uint)changes.Length, Source = "science.platforms", Push = first, Generation = 1 };
        var body = new ChangesBody { Changes = { changes }, Runs = { run } };
        var after = first + (ulong)changes.Length;
        _log.Append(new LogGroup(_log.Head, [Record(RecordType.Changes, first, changes.Length, body), SourceRecord(after, first)], []));
        return first;
    }

    /// <summary>Appends an entry that no reader gets.</summary>
    public void PushNothing() => _log.Append(new LogGroup(_log.Head, [SourceRecord(_log.Head + 1, _log.Head + 1)], []));

    /// <summary>Appends an entry that says who owns what.</summary>
    public void PushOwnership(string source)
    {
        var body = new SourceBody { Entries = { new SourceEntry { Source = source, Ownership = new OwnershipSet() } } };
        _log.Append(new LogGroup(_log.Head, [Record(RecordType.Source, _log.Head + 1, 1, body)], []));
    }

    /// <summary>Trims the log below a floor; the views do not see it.</summary>
    public void Trim(ulong floor)
    {
        var (plan, begun) = TrimDraft.Make(_log, floor, CancellationToken.None);
        Append(new CheckpointBody { Begun = begun });
        var sparse = _log.Read(0, int.MaxValue)
            .TakeWhile(record => record.LastRevision < floor)
            .Select(record => SparseRecord.Of(record, plan, begun.Seed.Span, out _))
            .Where(static record => record.IsSparse)
            .ToList();
        _log.Rewrite(sparse, floor - 1);
        Append(new CheckpointBody { Finished = new TrimFinished { Checkpoint = _log.Trim.Entry } });
    }

    /// <summary>Closes the log and opens it again.</summary>
    public void Reopen()
    {
        Close();
        (_store, _log) = Open();
    }

    public IViewReader Newest() => new Reader(_log.Head, [.. _superseded]);

    public Task<IViewReader> AtLeastAsync(ulong revision, CancellationToken cancellationToken) => Task.FromResult(Newest());

    public void Dispose()
    {
        Close();
        Directory.Delete(_folder, recursive: true);
    }

    private void Append(CheckpointBody entry) => _log.Append(new LogGroup(_log.Head, [Record(RecordType.Checkpoint, _log.Head + 1, 1, entry)], []));

    private static LogRecord Record(RecordType type, ulong first, int count, IMessage body) => new(type, first, (uint)count, body.ToByteArray());

    private static LogRecord SourceRecord(ulong revision, ulong push) => Record(RecordType.Source, revision, 1, new SourceBody
    {
        Runs = { new Run { FirstRevision = revision, Count = 1, Source = "science.platforms", Push = push, PositionAfter = $"p{push}" } },
    });

    private void Supersede(Change change, ulong revision)
    {
        var address = AddressKey.Of(Addresses.Of(change)!, Addresses.EventIdOf(change));
        if (_live.TryGetValue(address, out var before))
        {
            change.Hub = new HubFacts { Replaces = before };
            _superseded.Add(before);
        }
        _live[address] = revision;
    }

    private (HubStore, RocksDbExchangeLog) Open()
    {
        var store = HubStore.Open(_folder);
        return (store, new RocksDbExchangeLog(store, TimeProvider.System, NullLogger<RocksDbExchangeLog>.Instance));
    }

    private void Close()
    {
        _log.Dispose();
        _store.Dispose();
    }

    private sealed class Reader(ulong watermark, HashSet<ulong> superseded) : IViewReader
    {
        public ulong Watermark => watermark;

        public bool IsSuperseded(ulong revision) => superseded.Contains(revision);

        public Slot? FindSlot(AddressKey key) => throw new NotSupportedException();

        public IEnumerable<KeyValuePair<AddressKey, Slot>> Scan(byte[] prefix, AddressKey? start = null) => throw new NotSupportedException();

        public HeldItem? FindHeld(ulong id) => throw new NotSupportedException();

        public IEnumerable<KeyValuePair<ulong, HeldItem>> ScanHeld(ulong fromId = 0) => throw new NotSupportedException();

        public SourceRow? FindSource(string source) => throw new NotSupportedException();

        public IEnumerable<SourceRow> Sources() => throw new NotSupportedException();

        public IEnumerable<PassRow> Passes(string source) => throw new NotSupportedException();

        public JobRow? FindJob(ulong job) => throw new NotSupportedException();

        public IEnumerable<JobRow> Jobs() => throw new NotSupportedException();

        public JobChunk? FindChunk(ulong job, int place) => throw new NotSupportedException();

        public ViewRows Rows => throw new NotSupportedException();

        public HubTables Tables() => throw new NotSupportedException();

        public LinkRow? FindLink(AddressKey one, AddressKey other) => throw new NotSupportedException();

        public IEnumerable<Link> ScanLinks(byte[] prefix, AddressKey? start = null) => throw new NotSupportedException();

        public IEnumerable<AlertRow> Alerts() => throw new NotSupportedException();

        public IEnumerable<RejectionRow> Rejections(string name = "") => throw new NotSupportedException();

        public EntityCounts Counts() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
