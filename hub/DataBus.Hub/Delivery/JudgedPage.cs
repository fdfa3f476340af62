using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>
/// Makes what a reader whose set entities enter and leave gets of a page of the tail. A change that may have altered whether its entity
/// matches brings all of the entity, or its leaving; other changes go out if their entity matches.
/// </summary>
/// <param name="judge">What the newest view says of entities.</param>
/// <param name="filter">What the reader asked for and may see.</param>
/// <param name="skip">The reader begins behind this revision, also in the middle of a record.</param>
internal sealed class JudgedPage(EntityJudge judge, Filter filter, ulong skip)
{
    // Far below what a message may have, since the last content comes on top.
    private const int FrameBytes = 512 * 1024;

    private readonly SortedDictionary<ulong, Content> _contents = [];
    private readonly HashSet<Key> _entered = [];
    private readonly HashSet<Key> _left = [];
    // Sent whole as of the view: what the rest of the page has of them is in that.
    private readonly HashSet<Key> _settled = [];
    private int _bytes;

    /// <summary>Whether there is anything for the reader that no frame has yet.</summary>
    public bool IsEmpty => _contents.Count + _entered.Count + _left.Count == 0;

    /// <summary>Takes a record in; gives frames as they are full: parts of what the one covers that comes after the record.</summary>
    public IEnumerable<SubscribeResponse> Take(LogRecord record)
    {
        if (record.Type != RecordType.Changes)
            yield break;
        foreach (var (revision, change, run) in NumberedChanges.Of(ParsedRecords.Of(record)))
        {
            var content = new Content(change, revision, run, record);
            var key = content.Change.Key;
            if (content.Revision <= skip || !filter.MatchesKey(key) || _settled.Contains(key))
                continue;
            if (judge.MayAlter(content.Change, content.Run.Source))
            {
                foreach (var full in Settle(key))
                    yield return full;
            }
            else if (IsFor(content) && AddTo(content) is { } full)
            {
                yield return full;
            }
        }
    }

    /// <summary>Gives what was taken in and begins anew.</summary>
    public SubscribeResponse Cut()
    {
        var frame = new SubscribeResponse { Entered = { _entered }, Left = { _left } };
        foreach (var content in _contents.Values)
        {
            frame.Changes.Add(judge.Shown(content.Change));
            if (frame.Runs.Count == 0 || frame.Runs[^1].Push != content.Run.Push || frame.Runs[^1].FirstRevision != content.Run.FirstRevision)
                frame.Runs.Add(Sparse(content.Run));
            frame.Runs[^1].Revisions.Add(content.Revision);
        }
        _contents.Clear();
        _entered.Clear();
        _left.Clear();
        _bytes = 0;
        return frame;
    }

    private bool IsFor(Content content) => filter.Matches(content.Change) && judge.Shows(content.Change) && filter.MatchesSource(content.Run.Source)
        && !judge.IsSuperseded(content.Change, content.Revision) && judge.Holds(content.Change.Key);

    private IEnumerable<SubscribeResponse> Settle(Key key)
    {
        _ = _settled.Add(key);
        foreach (var earlier in _contents.Values.Where(content => content.Change.Key.Equals(key)).ToList())
            _ = _contents.Remove(earlier.Revision);
        var contents = judge.SetOf(key);
        _ = (contents.Count > 0 ? _entered : _left).Add(key);
        foreach (var content in contents)
        {
            if (AddTo(content) is { } full)
                yield return full;
        }
    }

    private SubscribeResponse? AddTo(Content content)
    {
        if (_contents.TryAdd(content.Revision, content))
            _bytes += content.Change.CalculateSize();
        return _bytes >= FrameBytes ? Cut() : null;
    }

    private static Run Sparse(Run run)
    {
        var sparse = run.Clone();
        sparse.Revisions.Clear();
        return sparse;
    }
}
