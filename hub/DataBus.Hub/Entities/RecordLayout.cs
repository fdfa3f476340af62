using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>Where the changes stand in the body of a CHANGES record, and the runs that number them; no change is built for it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Changes">The place of each change in the body, in order.</param>
/// <param name="Runs">The runs, in order.</param>
internal sealed record RecordLayout(LogRecord Record, IReadOnlyList<Range> Changes, IReadOnlyList<Run> Runs)
{
    /// <summary>The layout of a record; null if there is none, or it is no CHANGES record.</summary>
    public static RecordLayout? Of(LogRecord? record)
    {
        if (record is not { Type: RecordType.Changes })
            return null;

        var changes = new List<Range>();
        var runs = new List<Run>();
        var reader = new WireReader(record.Body.Span);
        while (reader.Next())
        {
            if (reader.Field == ChangesBody.ChangesFieldNumber)
                changes.Add(reader.Value);
            else if (reader.Field == ChangesBody.RunsFieldNumber)
                runs.Add(Run.Parser.ParseFrom(record.Body.Span[reader.Value]));
        }
        return new RecordLayout(record, changes, runs);
    }

    /// <summary>The change at a revision; null if no run has it.</summary>
    public Content? Pick(ulong revision)
    {
        var before = 0;
        foreach (var run in Runs)
        {
            var place = run.Revisions.Count > 0 ? run.Revisions.IndexOf(revision) : Place(run, revision);
            if (place >= 0)
                return new Content(Change.Parser.ParseFrom(Record.Body.Span[Changes[before + place]]), revision, run, Record);
            before += run.ChangeCount;
        }
        return null;
    }

    /// <summary>The changes whose content is of a wanted kind, in order; the others are not built.</summary>
    /// <param name="wanted">Told the field of <see cref="Change"/> that a change carries.</param>
    public IEnumerable<Change> Select(Func<int, bool> wanted) => Changes
        .Where(place => wanted(ContentFieldOf(Record.Body.Span[place])))
        .Select(place => Change.Parser.ParseFrom(Record.Body.Span[place]));

    private static int ContentFieldOf(ReadOnlySpan<byte> change)
    {
        var reader = new WireReader(change);
        while (reader.Next())
        {
            if (reader.Field >= Change.TombstoneFieldNumber)
                return reader.Field;
        }
        return 0;
    }

    private static int Place(Run run, ulong revision) =>
        revision >= run.FirstRevision && revision - run.FirstRevision < run.Count ? (int)(revision - run.FirstRevision) : -1;

    /// <summary>Walks the length-delimited fields of a message; a body and a change have no others.</summary>
    private ref struct WireReader(ReadOnlySpan<byte> bytes)
    {
        private const int LengthDelimited = 2;

        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;

        public int Field { get; private set; }

        public Range Value { get; private set; }

        public bool Next()
        {
            if (_at == _bytes.Length)
                return false;

            var tag = ReadVarint();
            if ((tag & 7) != LengthDelimited)
                throw new InvalidDataException($"A body or a change has the tag {tag}, which this hub does not know.");
            var length = (int)ReadVarint();
            Field = (int)(tag >> 3);
            Value = _at..(_at + length);
            _at += length;
            return true;
        }

        private ulong ReadVarint()
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var next = _bytes[_at++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                    return value;
            }
        }
    }
}
