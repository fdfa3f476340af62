using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Intake;

/// <summary>
/// Lays entries out as records in the order in which they were decided, and applies each at once to what the writer remembers.
/// A record ends where the type changes, where it grows over 64 KB, and where its push ends.
/// </summary>
internal sealed class GroupWriter(Projection projection, ViewCache cache, Action<Run> stamp)
{
    private const int RecordBytes = 64 * 1024;

    private readonly List<LogRecord> _records = [];
    private readonly List<RawRow> _raws = [];
    private readonly List<IMessage> _open = [];
    private RecordType _type;
    private ulong _first;
    private ulong _next;
    private ulong _head;
    private int _size;
    private ulong _push;
    private RunContext _context = RunContext.None;

    /// <summary>Bytes of the group so far.</summary>
    public int Bytes { get; private set; }

    /// <summary>Told each change as it is entered; for who rehearses.</summary>
    public Action<Change, ulong>? Published { get; set; }

    /// <summary>Newest revision given out.</summary>
    public ulong Last => _next - 1;

    public void BeginGroup(ulong head)
    {
        _records.Clear();
        _raws.Clear();
        _head = head;
        _next = head + 1;
        Bytes = 0;
    }

    /// <summary>Begins a push, or an operator's act on one source.</summary>
    public void BeginPush(RunContext context)
    {
        CloseRecord();
        _context = context;
        _push = _next;
    }

    public ulong Add(Change change)
    {
        var revision = Add(RecordType.Changes, change);
        projection.Apply(change, revision, _context);
        Published?.Invoke(change, revision);
        return revision;
    }

    public ulong Add(HeldEntry entry, ByteString raw)
    {
        var revision = Add(RecordType.Held, entry);
        if (!raw.IsEmpty)
        {
            _raws.Add(new RawRow(revision, raw.Memory));
            Bytes += raw.Length;
        }

        projection.Apply(entry, revision, _context);
        return revision;
    }

    public ulong Add(DeskEntry act)
    {
        var revision = Add(RecordType.Desk, act);
        projection.Apply(act, revision);
        return revision;
    }

    public ulong Add(SourceEntry entry)
    {
        entry.At = _context.CommittedAt;
        var revision = Add(RecordType.Source, entry);
        projection.Apply(entry, revision);
        return revision;
    }

    /// <summary>Adds an entry about a trim, a record by itself.</summary>
    public ulong Add(CheckpointBody entry)
    {
        CloseRecord();
        var revision = Add(RecordType.Checkpoint, entry);
        CloseRecord();
        return revision;
    }

    /// <summary>Adds an entry about an erasure, a record by itself.</summary>
    public ulong Add(EraseBody entry)
    {
        CloseRecord();
        var revision = Add(RecordType.Erase, entry);
        CloseRecord();
        projection.Apply(entry, revision);
        return revision;
    }

    /// <summary>Ends a push: its run with position and counts takes a revision of its own in a SOURCE record.</summary>
    public void EndPush(string positionAfter, Tallies tallies)
    {
        if (_type != RecordType.Source)
            CloseRecord();
        var run = NewRun(_next, 1);
        run.PositionAfter = positionAfter;
        run.Tallies = tallies;
        var body = new SourceBody { Entries = { _open.Cast<SourceEntry>() }, Runs = { run } };
        var first = _open.Count == 0 ? _next : _first;
        cache.Revision = _next;
        AddRecord(new LogRecord(RecordType.Source, first, (uint)_open.Count + 1, body.ToByteArray()));
        _open.Clear();
        _next++;
        projection.Apply(run);
    }

    /// <summary>Ends an operator's act.</summary>
    public void EndAct() => CloseRecord();

    /// <summary>The group as it stands, or null if nothing was added.</summary>
    public LogGroup? TakeGroup()
    {
        CloseRecord();
        return _records.Count == 0 ? null : new LogGroup(_head, [.. _records], [.. _raws]);
    }

    private ulong Add(RecordType type, IMessage entry)
    {
        var size = entry.CalculateSize();
        if (_open.Count > 0 && (_type != type || _size + size > RecordBytes))
            CloseRecord();
        if (_open.Count == 0)
        {
            _type = type;
            _first = _next;
            _size = 0;
        }

        _open.Add(entry);
        _size += size;
        cache.Revision = _next;
        return _next++;
    }

    private void CloseRecord()
    {
        if (_open.Count == 0)
            return;
        var count = (uint)_open.Count;
        IMessage body = _type switch
        {
            RecordType.Changes => new ChangesBody { Changes = { _open.Cast<Change>() }, Runs = { NewRun(_first, count) } },
            RecordType.Held => new HeldBody { Held = { _open.Cast<HeldEntry>() }, Runs = { NewRun(_first, count) } },
            RecordType.Checkpoint or RecordType.Erase => _open[0],
            RecordType.Desk => new DeskBody { Acts = { _open.Cast<DeskEntry>() } },
            _ => new SourceBody { Entries = { _open.Cast<SourceEntry>() } },
        };
        AddRecord(new LogRecord(_type, _first, count, body.ToByteArray()));
        _open.Clear();
    }

    private void AddRecord(LogRecord record)
    {
        _records.Add(record);
        Bytes += record.Body.Length;
    }

    private Run NewRun(ulong first, uint count)
    {
        var run = new Run
        {
            FirstRevision = first,
            Count = count,
            Source = _context.Source,
            Push = _push,
            Pass = _context.Pass,
            Generation = _context.Generation,
            CommittedAt = _context.CommittedAt,
        };
        stamp(run);
        return run;
    }
}
