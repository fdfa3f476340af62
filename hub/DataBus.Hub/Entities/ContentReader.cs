using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>One published change as it stands in the log.</summary>
/// <param name="Change">The change.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Run">The run that it came in.</param>
/// <param name="Record">The record that holds it.</param>
internal sealed record Content(Change Change, ulong Revision, Run Run, LogRecord Record);

/// <summary>Reads the change at a revision: finds its record and scans it, without building the other changes.</summary>
internal static class ContentReader
{
    /// <summary>The change at a revision; null if the revision is no change, or is not kept any more.</summary>
    public static Content? Read(IExchangeLog log, ulong revision)
    {
        if (log.Find(revision) is not { Type: RecordType.Changes } record)
            return null;

        var changes = new List<Range>();
        var runs = new List<Run>();
        var input = record.Body;
        var reader = new WireReader(input.Span);
        while (reader.Next())
        {
            if (reader.Field == ChangesBody.ChangesFieldNumber)
                changes.Add(reader.Value);
            else if (reader.Field == ChangesBody.RunsFieldNumber)
                runs.Add(Run.Parser.ParseFrom(input.Span[reader.Value]));
        }
        return Pick(record, revision, changes, runs);
    }

    private static Content? Pick(LogRecord record, ulong revision, List<Range> changes, List<Run> runs)
    {
        var before = 0;
        foreach (var run in runs)
        {
            var count = run.Revisions.Count > 0 ? run.Revisions.Count : (int)run.Count;
            var place = run.Revisions.Count > 0 ? run.Revisions.IndexOf(revision) : Place(run, revision);
            if (place >= 0)
                return new Content(Change.Parser.ParseFrom(record.Body.Span[changes[before + place]]), revision, run, record);
            before += count;
        }
        return null;
    }

    private static int Place(Run run, ulong revision) =>
        revision >= run.FirstRevision && revision - run.FirstRevision < run.Count ? (int)(revision - run.FirstRevision) : -1;

    /// <summary>Walks the length-delimited fields of a message; a body has no others.</summary>
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
                throw new InvalidDataException($"A body has the tag {tag}, which this hub does not know.");
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
