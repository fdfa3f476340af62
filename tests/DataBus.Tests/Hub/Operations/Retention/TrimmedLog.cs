using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.Hub.Operations.Retention;
using DataBus.Tests.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Operations.Retention;

/// <summary>A log of registrations that is trimmed by hand, one step at a time.</summary>
internal sealed class TrimmedLog : IDisposable
{
    private readonly Dictionary<string, ulong> _live = [];

    public TrimmedLog() => Open = Folder.Open();

    public LogFolder Folder { get; } = new();

    public OpenLog Open { get; private set; }

    public RocksDbExchangeLog Log => Open.Log;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Appends one record with a registration of each of these companies.</summary>
    public void Push(string name, params string[] companies)
    {
        var first = Log.Head + 1;
        var body = new ChangesBody { Runs = { new Run { FirstRevision = first, Count = (uint)companies.Length, Source = "market-regulation.registrations" } } };
        foreach (var company in companies)
        {
            body.Changes.Add(new Change
            {
                Key = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = company },
                Registration = new Registration { Name = name },
                Hub = new HubFacts { Replaces = _live.GetValueOrDefault(company) },
            });
            _live[company] = first + (ulong)body.Changes.Count - 1;
        }
        Append(new LogRecord(RecordType.Changes, first, (uint)companies.Length, body.ToByteArray()));
    }

    public TrimBegun Begin(ulong floor)
    {
        var begun = TrimDraft.Make(Log, floor, Token).Entry;
        Append(new LogRecord(RecordType.Checkpoint, Log.Head + 1, 1, new CheckpointBody { Begun = begun }.ToByteArray()));
        return begun;
    }

    public void Rewrite(TrimBegun begun)
    {
        var plan = TrimPlan.Make(Log, Log.Trim.Cursor, begun.Floor, Token);
        var sparse = Log.Read(Log.Trim.Cursor, int.MaxValue)
            .TakeWhile(record => record.LastRevision < begun.Floor)
            .Select(record => SparseRecord.Of(record, plan, begun.Seed.Span, out _))
            .Where(static record => record.IsSparse)
            .ToList();
        Log.Rewrite(sparse, begun.Floor - 1);
    }

    public void Finish() => Append(new LogRecord(
        RecordType.Checkpoint, Log.Head + 1, 1, new CheckpointBody { Finished = new TrimFinished { Checkpoint = Log.Trim.Entry } }.ToByteArray()));

    public void Trim(ulong floor)
    {
        Rewrite(Begin(floor));
        Finish();
    }

    public VerifyResponse Verify() => LogVerifier.Verify(Open.Store, Log, 0, Token).Last();

    public void Put(LogRecord record)
    {
        var key = new byte[LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(record.FirstRevision, key);
        Open.Store.Database.Put(key, record.Stored.ToArray(), Open.Store.Log);
    }

    public void Reopen()
    {
        Open.Dispose();
        Open = Folder.Open();
    }

    public void Dispose() => Folder.Dispose();

    private void Append(LogRecord record) => Log.Append(new LogGroup(Log.Head, [record], []));
}
