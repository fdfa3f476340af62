using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>
/// Applies the changes of one delivery to what is held of one table, as the client's <c>EntitySet</c> does in memory; a repeated one changes
/// nothing. The database is asked once before and written once after, however many changes there are.
/// </summary>
internal sealed class MirrorFrame(MirrorTable table, long generation)
{
    private readonly Dictionary<MirrorRow, (MirrorHeld Held, string Op)> _forgotten = [];

    /// <summary>The rows that the changes may be about.</summary>
    public Dictionary<MirrorRow, MirrorHeld> Rows { get; } = [];

    /// <summary>The pending marks of their addresses.</summary>
    public Dictionary<MirrorPlace, MirrorHeld> Marks { get; } = [];

    /// <summary>Rows that are not in the database as they were: written anew if they are among <see cref="Rows"/>, else gone.</summary>
    public HashSet<MirrorRow> Touched { get; } = [];

    /// <summary>Addresses whose mark came or went.</summary>
    public HashSet<MirrorPlace> Marked { get; } = [];

    /// <summary>What became of the rows, in the order of the changes.</summary>
    public List<MirrorNote> Notes { get; } = [];

    public bool IsPending(MirrorPlace place) => Marks.TryGetValue(place, out var mark) && mark.Generation == generation;

    /// <summary>Forgets what is held of some entities, before the changes: what they bring of them is all that there is.</summary>
    /// <param name="keys">Their keys, each with what becomes of rows that no change brings again.</param>
    public void Forget(IReadOnlyDictionary<string, string> keys)
    {
        foreach (var (row, held) in Rows.Where(row => keys.ContainsKey(row.Key.Place.Key)).ToList())
        {
            _ = Rows.Remove(row);
            _forgotten.Add(row, (held, keys[row.Place.Key]));
        }

        foreach (var place in Marks.Keys.Where(place => keys.ContainsKey(place.Key)).ToList())
            Mark(place, null);
    }

    /// <summary>Ends the rows that were forgotten and did not come again; after the last change.</summary>
    public void EndForgotten(long revision)
    {
        foreach (var (row, (_, op)) in _forgotten)
            Touch(row, op, revision);
        _forgotten.Clear();
    }

    public void Apply(MirrorChange change)
    {
        var place = change.Row.Place;
        if (change.Content == Change.ContentOneofCase.Pending && !change.Change.Pending.Ended)
            Mark(place, new MirrorHeld(change.Revision, generation));
        else if ((change.Content == Change.ContentOneofCase.Pending || change.Change.Hub?.EndsPending > 0)
            && Marks.TryGetValue(place, out var mark) && mark.EndsAt(change.Revision, generation))
            Mark(place, null);
        if (change.Content == Change.ContentOneofCase.Tombstone)
            Delete(place, change.Revision);
        else if (change.Content != Change.ContentOneofCase.Pending)
            Put(change);
    }

    private void Mark(MirrorPlace place, MirrorHeld? mark)
    {
        _ = Marked.Add(place);
        if (mark is null)
            _ = Marks.Remove(place);
        else
            Marks[place] = mark;
    }

    private void Put(MirrorChange change)
    {
        if (Rows.TryGetValue(change.Row, out var held) && held.Revision >= change.Revision && held.Generation == generation)
            return;
        if (_forgotten.Remove(change.Row, out var same) && same.Held.Revision == change.Revision && same.Held.Generation == generation)
        {
            Rows[change.Row] = same.Held;
            return;
        }

        Rows[change.Row] = new MirrorHeld(change.Revision, generation, change);
        Touch(change.Row, MirrorNote.Upsert, change.Revision);
    }

    private void Delete(MirrorPlace place, long revision)
    {
        // The tombstone of an EVENT facet ends all its events.
        List<MirrorRow> ended = table.Facet.IsEvent ? [.. Rows.Keys.Where(row => row.Place == place)] : [new MirrorRow(place, "")];
        foreach (var row in ended)
        {
            if (!Rows.TryGetValue(row, out var held) || !held.EndsAt(revision, generation))
                continue;
            _ = Rows.Remove(row);
            Touch(row, MirrorNote.Delete, revision);
        }
    }

    private void Touch(MirrorRow row, string op, long revision)
    {
        _ = Touched.Add(row);
        Notes.Add(new MirrorNote(revision, table.Name, row, op));
    }
}
