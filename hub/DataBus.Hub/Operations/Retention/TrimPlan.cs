using System.IO.Hashing;
using System.Text;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Retention;

/// <summary>
/// Decides what a trim drops. Only CHANGES records lose anything, and only these of their changes; "later" is always: later, and still below
/// the floor.
/// (1) A content or tombstone of a STATE address that a later one replaced, down from the newest one that came straight from its source: one
/// that an operator replayed can be undone, and an undo publishes what it replaced, so both keep what stood before them.
/// (2) A pending mark that a later entry ended, and the end of one after which its address was marked again.
/// A change that is both (a content that ended a mark) goes only if it may go as both.
/// Why nothing is lost. What is dropped is superseded, so it is in no snapshot and no view but as a bit, and that is set for whatever is
/// missing in a sparse record. Of each address the newest content or tombstone stays, with the version by which older data is known (a
/// tombstone, too: without it a late row would come to life again), and the newest mark or its end. Applied in order, what is left gives the
/// same slots: a content writes all of its slot but marks and failed pushes, and one from its source forgets what was discarded before it.
/// EVENT contents stay: each matters by itself, and together they give the sequence below which one is late. HELD, DESK, SOURCE, CHECKPOINT
/// and the raw rows are not touched.
/// A reader that reads on from anywhere below the floor to its end therefore has the hub's set there: of each address it gets the newest
/// state, and the newest end of a mark. It does not get every change between, so only who was promised none of them (a snapshot, and the
/// tail up to its first consistent mark) may go on; others are told.
/// Decided by the log alone, and for each change by what follows it: so a trim that was interrupted decides the rest as it would have.
/// </summary>
internal sealed class TrimPlan
{
    private const int BitsPerWord = 64;
    private const int PageBytes = 1 << 20;

    private readonly ulong _first;
    private readonly ulong[] _replaced;
    private readonly ulong[] _ended;

    // Contents that an operator replayed or took back, with what they replace; and per address the newest entry about its mark.
    private readonly Dictionary<ulong, ulong> _mended = [];
    private readonly Dictionary<UInt128, ulong> _marked = [];

    // Contents that ended a mark: they tell so as long as nothing later does.
    private readonly HashSet<ulong> _ending = [];

    private TrimPlan(ulong first, ulong floor)
    {
        _first = first;
        _replaced = new ulong[((floor - first) / BitsPerWord) + 1];
        _ended = new ulong[_replaced.Length];
    }

    /// <summary>Decides over the records above one revision and below a floor; both stand at the ends of records.</summary>
    public static TrimPlan Make(IExchangeLog log, ulong after, ulong floor, CancellationToken cancellationToken)
    {
        var plan = new TrimPlan(after + 1, floor);
        for (var at = after; at + 1 < floor;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var record in log.Read(at, PageBytes).TakeWhile(record => record.LastRevision < floor))
            {
                at = record.LastRevision;
                if (record.Type != RecordType.Changes)
                    continue;
                foreach (var (revision, change, _) in NumberedChanges.Of(record))
                    plan.Meet(revision, change);
            }
        }
        return plan;
    }

    /// <summary>Whether the change at a revision goes.</summary>
    public bool Drops(ulong revision, Change change)
    {
        var isEnded = Has(_ended, revision);
        return change.ContentCase == Change.ContentOneofCase.Pending
            ? isEnded
            : Has(_replaced, revision) && (isEnded || change.Hub is not { EndsPending: > 0 });
    }

    private void Meet(ulong revision, Change change)
    {
        if (change.Hub is { EndsPending: > 0 } hub)
            Mark(_ended, hub.EndsPending);
        if (change.ContentCase == Change.ContentOneofCase.Pending || change.Hub is { EndsPending: > 0 })
            MeetMark(revision, change);
        if (change.ContentCase != Change.ContentOneofCase.Pending && FacetCatalogue.Of(change) is { IsEvent: false })
            MeetContent(revision, change.Hub ?? new HubFacts());
    }

    private void MeetMark(ulong revision, Change change)
    {
        var address = Addresses.Of(change) ?? throw LogDamage.At(revision);
        var key = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"{address.Facet}\0{address.Instance}\0{KeyText.Format(address.Key)}"));
        if (_marked.TryGetValue(key, out var before) && _ending.Remove(before))
            Mark(_ended, before);
        _marked[key] = revision;
        if (change.Hub is { EndsPending: > 0 })
            _ = _ending.Add(revision);
    }

    private void MeetContent(ulong revision, HubFacts facts)
    {
        if (facts.Undoes > 0 || facts.ReplayedFrom > 0)
        {
            _mended[revision] = facts.Replaces;
            return;
        }
        for (var gone = facts.Replaces; gone != 0; gone = _mended.Remove(gone, out var replaced) ? replaced : 0)
            Mark(_replaced, gone);
    }

    // What lies before the first one was decided before.
    private void Mark(ulong[] bits, ulong revision)
    {
        if (revision >= _first)
            bits[(revision - _first) / BitsPerWord] |= 1UL << (int)((revision - _first) % BitsPerWord);
    }

    private bool Has(ulong[] bits, ulong revision) =>
        (bits[(revision - _first) / BitsPerWord] & (1UL << (int)((revision - _first) % BitsPerWord))) != 0;
}
