using System.Buffers;
using System.Security.Cryptography;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>The embedded engine: a group is one synced batch of RocksDB.</summary>
internal sealed class RocksDbExchangeLog : IExchangeLog, IDisposable
{
    /// <summary>How often the head goes to the note: what the last second appended is on disk, but unprotected against a damaged disk.</summary>
    public static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(1);

    private readonly HubStore _store;
    private readonly DigestAlgorithm _digest;
    private readonly ILogger<RocksDbExchangeLog> _logger;
    private readonly LogReader _reader;
    private readonly WriteBatch _batch = new();
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);
    private readonly Lock _writing = new();
    private readonly Lock _noting = new();
    private readonly HeadSignal _signal;
    private readonly ITimer _noteTimer;
    private LogTail _tail;
    private LogTrim _trim;
    private ulong _erasing;
    private ulong _erasedAt;
    private ulong _notedHead;
    private bool _closed;
    private Exception? _failure;

    private int _disposed;

    public RocksDbExchangeLog(HubStore store, TimeProvider time, ILogger<RocksDbExchangeLog> logger, DigestAlgorithm digest = DigestAlgorithm.Sha256)
    {
        _store = store;
        _logger = logger;
        _digest = digest;
        _reader = new LogReader(store.Database, store.Log);
        Write = batch => _store.Database.Write(batch, _synced);
        _tail = LogTail.Read(store.Database, store.Log);
        _trim = LogTrim.Read(store.Database, _reader);
        _erasing = LogErasures.Read(store.Database).LastOrDefault(static one => !one.IsRewritten)?.Entry ?? 0;
        _signal = new HeadSignal(_tail.Head);
        if (_tail.Head == 0 || store.NewEpoch is not null)
            BeginEpoch(time);
        WriteNote();
        store.Settle();
        _noteTimer = time.CreateTimer(_ => NoteOrFail(), null, NoteInterval, NoteInterval);
        logger.LogOpened(Head, Epoch);
    }

    public ulong Head => _signal.Head;

    public ulong Floor => Trim.Floor;

    public LogTrim Trim => Volatile.Read(ref _trim);

    public string Epoch => Volatile.Read(ref _tail).Epoch;

    public LogTail Tail => Volatile.Read(ref _tail);

    /// <summary>The native write; tests put a failing one here.</summary>
    internal Action<WriteBatch> Write { get; set; }

    public void Append(LogGroup group)
    {
        using var use = _store.Use();
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_failure is not null)
                throw new LogFailedException(_failure);
            if (group.ExpectedHead != Head)
                throw new LogConflictException(group.ExpectedHead, Head);
            _ = _batch.Clear();
            var tail = PutGroup(group, _tail);
            var trim = PutTrim(group);
            var erasing = group.Records.Where(static record => record.Type == RecordType.Erase).Aggregate(_erasing, (open, record) => LogErasures.Put(record, open, _batch));
            Commit(tail, trim);
            _erasing = erasing;
        }
    }

    public void Rewrite(IReadOnlyCollection<LogRecord> records, ulong upTo)
    {
        using var use = _store.Use();
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_failure is not null)
                throw new LogFailedException(_failure);
            var trim = _trim with { Cursor = upTo };
            if (_trim.IsFinished || upTo < _trim.Cursor || upTo >= _trim.Floor || records.Any(record => record.LastRevision > upTo))
                throw new ArgumentException($"The records up to {upTo} are not what the trim {_trim} has to rewrite.", nameof(records));
            _ = _batch.Clear();
            Span<byte> key = stackalloc byte[LogRecordCodec.KeySize];
            foreach (var record in records)
            {
                LogRecordCodec.WriteKey(record.FirstRevision, key);
                _ = _batch.Put(key, record.Stored.Span, _store.Log);
            }
            trim.Put(_batch);
            Commit(_tail, trim);
        }
    }

    public void Erase(IReadOnlyCollection<LogRecord> records, IReadOnlyCollection<ulong> rawRows)
    {
        using var use = _store.Use();
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_failure is not null)
                throw new LogFailedException(_failure);
            if (_erasing == 0 || records.Any(record => !record.IsSparse || record.LastRevision >= _erasing))
                throw new ArgumentException($"The records are not what the erasure {_erasing} has to rewrite.", nameof(records));
            _ = _batch.Clear();
            Span<byte> key = stackalloc byte[LogRecordCodec.KeySize];
            foreach (var record in records)
            {
                LogRecordCodec.WriteKey(record.FirstRevision, key);
                _ = _batch.Put(key, record.Stored.Span, _store.Log);
            }
            foreach (var revision in rawRows)
            {
                LogRecordCodec.WriteKey(revision, key);
                _ = _batch.Delete(key, _store.Raw);
            }
            Commit(_tail, _trim);
            _erasedAt = Native.Instance.rocksdb_get_latest_sequence_number(_store.Database.Handle);
        }
    }

    public Task PurgeAsync(CancellationToken cancellationToken) => _store.PurgeAsync(Volatile.Read(ref _erasedAt), cancellationToken);

    public void GiveBack(ulong first, ulong last)
    {
        using var use = _store.Use();
        var (from, to) = (new byte[LogRecordCodec.KeySize], new byte[LogRecordCodec.KeySize]);
        LogRecordCodec.WriteKey(first, from);
        LogRecordCodec.WriteKey(last, to);
        _store.Database.CompactRange(from, to, _store.Log);
    }

    public IReadOnlyList<LogRecord> Read(ulong afterRevision, int maxBytes)
    {
        using var use = _store.Use();
        var page = new List<LogRecord>();
        var head = Head;
        if (afterRevision >= head)
            return page;
        long bytes = 0;
        foreach (var record in _reader.From(afterRevision + 1, head))
        {
            page.Add(record);
            bytes += record.Body.Length;
            if (bytes >= maxBytes)
                break;
        }
        return page;
    }

    public LogRecord? Find(ulong revision)
    {
        using var use = _store.Use();
        return revision == 0 || revision > Head ? null : _reader.Find(revision) ?? throw LogDamage.At(revision);
    }

    public ReadOnlyMemory<byte>? ReadRaw(ulong revision)
    {
        using var use = _store.Use();
        Span<byte> key = stackalloc byte[LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(revision, key);
        try
        {
            var bytes = revision > Head ? null : _store.Database.Get(key, _store.Raw);
            // Said in full: a bare null would become an empty memory by the conversion from arrays.
            return bytes is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(bytes);
        }
        catch (RocksDbException e)
        {
            throw LogDamage.Unreadable(e);
        }
    }

    public Task WaitForAppendAsync(ulong seenHead, CancellationToken cancellationToken) => _signal.WaitAsync(seenHead, cancellationToken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        _noteTimer.Dispose();
        lock (_writing)
        {
            _closed = true;
            NoteOrFail();
            _batch.Dispose();
        }
    }

    private LogTail PutGroup(LogGroup group, LogTail tail)
    {
        if (group.Records.Count == 0)
            throw new ArgumentException("A group has at least one record.", nameof(group));
        var salts = RandomNumberGenerator.GetBytes(LogRecordCodec.SaltSize * group.Records.Count);
        for (var i = 0; i < group.Records.Count; i++)
            tail = PutRecord(group.Records[i], salts.AsSpan(i * LogRecordCodec.SaltSize, LogRecordCodec.SaltSize), tail);
        Span<byte> key = stackalloc byte[LogRecordCodec.KeySize];
        foreach (var row in group.RawRows)
        {
            LogRecordCodec.WriteKey(row.Revision, key);
            _ = _batch.Put(key, row.Bytes.Span, _store.Raw);
        }
        return tail;
    }

    private LogTail PutRecord(LogRecord record, ReadOnlySpan<byte> salt, LogTail tail)
    {
        if (record.FirstRevision != tail.Head + 1 || record.Count == 0)
            throw new ArgumentException($"A record of {record.Count} revisions from {record.FirstRevision} cannot follow {tail.Head}.", nameof(record));
        var length = LogRecordCodec.HeaderSize + record.Body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var value = rented.AsSpan(0, length);
            LogRecordCodec.Write(record with { Algorithm = _digest }, salt, tail.Chain.Span, value);
            Span<byte> key = stackalloc byte[LogRecordCodec.KeySize];
            LogRecordCodec.WriteKey(record.FirstRevision, key);
            _ = _batch.Put(key, (ReadOnlySpan<byte>)value, _store.Log);
            return tail with { Head = record.LastRevision, Chain = value[..HashChain.Size].ToArray() };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // The floor is published with the head that says so, and before the first record below it is rewritten.
    private LogTrim PutTrim(LogGroup group)
    {
        var trim = group.Records.Where(static record => record.Type == RecordType.Checkpoint).Aggregate(_trim, static (trim, record) => trim.After(record));
        if (trim != _trim)
            trim.Put(_batch);
        return trim;
    }

    // On disk first, then the head: readers look no further than the head, so they never see what may still be lost.
    private void Commit(LogTail tail, LogTrim trim)
    {
        try
        {
            Write(_batch);
        }
        catch (Exception e) when (e is RocksDbException or IOException)
        {
            Fail(e);
            throw new LogFailedException(e);
        }
        Volatile.Write(ref _trim, trim);
        if (tail.Head == _tail.Head)
            return;
        Volatile.Write(ref _tail, tail);
        _signal.Move(tail.Head);
    }

    private void BeginEpoch(TimeProvider time)
    {
        var epoch = RandomNumberGenerator.GetHexString(16, lowercase: true);
        // The first epoch of a log has no cause, and nothing before it.
        var cause = Head == 0 ? null : _store.NewEpoch;
        var begun = new SourceEntry
        {
            Source = "hub",
            At = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
            Epoch = new EpochBegun
            {
                Epoch = epoch,
                Cause = cause?.Cause ?? EpochCause.Unspecified,
                Previous = _tail.Epoch,
                BackupMadeAt = cause?.BackupMadeAt is { } madeAt ? Timestamp.FromDateTimeOffset(madeAt) : null,
            },
        };
        var record = new LogRecord(RecordType.Source, Head + 1, 1, new SourceBody { Entries = { begun } }.ToByteArray());
        _ = _batch.Clear();
        LogTail.PutEpoch(_batch, record.FirstRevision);
        Commit(PutGroup(new LogGroup(Head, [record], []), _tail) with { Epoch = epoch, EpochAt = record.FirstRevision }, _trim);
        if (cause is not null)
            _logger.EpochBegun(cause.Cause, Head, epoch);
    }

    private void NoteOrFail()
    {
        try
        {
            WriteNote();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(e);
        }
    }

    private void WriteNote()
    {
        lock (_noting)
        {
            var tail = Volatile.Read(ref _tail);
            if (tail.Head == _notedHead)
                return;
            new HeadNote(tail.Epoch, tail.Head, Convert.ToHexStringLower(tail.Chain.Span)).Write(_store.Directory);
            _notedHead = tail.Head;
        }
    }

    private void Fail(Exception cause)
    {
        if (Interlocked.CompareExchange(ref _failure, cause, null) is null)
            _logger.WriteFailed(Head, cause);
    }
}
