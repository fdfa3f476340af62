using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using RocksDbSharp;

namespace DataBus.Hub.Operations;

/// <summary>One pass of a check over the log, a step at a time.</summary>
internal sealed class LogWalk : IDisposable
{
    private const int StepBytes = 16 * 1024 * 1024;

    private readonly RocksDb _database;
    private readonly IEnumerator<LogRecord> _records;
    private readonly VerifyResponse _state;
    private readonly Snapshot _snapshot;
    private TrimCheck? _trim;
    private ulong _floor;
    private ReadOnlyMemory<byte> _chain = HashChain.Start;

    /// <param name="database">The database.</param>
    /// <param name="log">Family of the records.</param>
    /// <param name="from">First revision to check; 0: the oldest.</param>
    /// <param name="head">Last revision to check.</param>
    public LogWalk(RocksDb database, ColumnFamilyHandle log, ulong from, ulong head)
    {
        _database = database;
        var first = Math.Max(from, 1);
        _state = new VerifyResponse { Head = head, Revision = first - 1 };
        // A trim may be at work: its entry and what it did must be of one moment.
        _snapshot = database.CreateSnapshot();
        _records = Records(new LogReader(database, log), first, head).GetEnumerator();
    }

    /// <summary>Goes a step further; the last one is done, and says what was found.</summary>
    public VerifyResponse Next()
    {
        try
        {
            if (!CheckStep())
                return _state.Clone();
            Native.Instance.rocksdb_verify_checksum(_database.Handle);
            return Done("");
        }
        catch (HubException e)
        {
            return Done(e.Message);
        }
        catch (RocksDbException e)
        {
            return Done(LogDamage.Unreadable(e).Message);
        }
    }

    public void Dispose()
    {
        _records.Dispose();
        _snapshot.Dispose();
    }

    // With the first record, since it may be what is damaged.
    private TrimCheck BeginTrim(LogReader reader)
    {
        var asOf = new ReadOptions().SetSnapshot(_snapshot);
        var trim = LogTrim.Read(_database, reader, asOf);
        _state.TrimmedBy = trim.Entry;
        _floor = trim.Floor;
        return new TrimCheck(trim, reader, new EraseCheck(LogErasures.Read(_database, asOf), trim, reader));
    }

    // A check that does not begin at the beginning takes the chain before it as given.
    private IEnumerable<LogRecord> Records(LogReader reader, ulong first, ulong head)
    {
        _trim = BeginTrim(reader);
        if (first > 1 && first <= head)
        {
            var covering = reader.Find(first) ?? throw LogDamage.At(first);
            first = covering.FirstRevision;
            if (first > 1)
                _chain = (reader.Find(first - 1) ?? throw LogDamage.At(first - 1)).Chain;
        }
        // Every byte once: neither cached blocks nor a full cache afterwards.
        var options = new ReadOptions().SetFillCache(false).SetReadaheadSize(2 * 1024 * 1024).SetSnapshot(_snapshot);
        foreach (var record in reader.From(first, head, options))
            yield return record;
    }

    // True: the end was reached.
    private bool CheckStep()
    {
        for (long bytes = 0; bytes < StepBytes; bytes += _records.Current.Stored.Length)
        {
            if (!_records.MoveNext())
                return true;
            Check(_records.Current);
        }
        return false;
    }

    private void Check(LogRecord record)
    {
        if (!LogRecordCodec.IsChained(_chain.Span, record))
            throw LogDamage.At(record.FirstRevision, "链值不符", "the chain is broken");
        RecordCheck.Demand(record);
        if (_trim!.Demand(record) is > 0 and var entry)
            CountErased(entry);
        _chain = record.Chain;
        _state.Revision = record.LastRevision;
        _state.Records++;
        _state.TrimmedRecords += record.IsSparse && record.LastRevision < _floor ? 1UL : 0;
        if (Digests.NameOf(record.Algorithm) is var digest && !_state.DigestAlgorithms.Contains(digest))
            _state.DigestAlgorithms.Add(digest);
        _state.Chain = ByteString.CopyFrom(record.Chain.Span);
    }

    private void CountErased(ulong entry)
    {
        if (_state.ErasedBy.FirstOrDefault(one => one.Entry == entry) is not { } by)
        {
            by = new ErasedBy { Entry = entry };
            var later = _state.ErasedBy.Count(one => one.Entry > entry);
            _state.ErasedBy.Insert(_state.ErasedBy.Count - later, by);
        }
        by.Records++;
    }

    private VerifyResponse Done(string problem)
    {
        var result = _state.Clone();
        result.Done = true;
        result.Sound = problem.Length == 0;
        result.Problem = problem;
        return result;
    }
}
