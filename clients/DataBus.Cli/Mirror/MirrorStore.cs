using DataBus.Cli.Mirror.Databases;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>Reads what a delivery needs of one table, and writes what became of it.</summary>
internal sealed class MirrorStore(MirrorBatch batch, MirrorTable table)
{
    private static readonly IReadOnlyList<string> _held = ["revision", "generation"];

    /// <summary>Fills a frame with what is held of what some changes are about.</summary>
    public async Task LoadAsync(MirrorFrame frame, IReadOnlyList<MirrorChange> changes)
    {
        if (table.Facet.IsEvent)
        {
            // Of events many may stand under one address: all are needed only for its tombstone.
            await LoadRowsAsync(frame, MirrorRow.Columns, changes.Select(static change => change.Row.Values));
            await LoadRowsAsync(frame, MirrorPlace.Columns, PlacesOf(changes.Where(static change => change.Content == Change.ContentOneofCase.Tombstone)));
        }
        else
        {
            await LoadRowsAsync(frame, MirrorPlace.Columns, PlacesOf(changes));
        }

        await LoadMarksAsync(frame, MirrorTables.Mark, changes.Select(static change => change.Row.Place).Distinct().Select(MarkOf));
    }

    /// <summary>Fills a frame with all that is held of some entities.</summary>
    public async Task LoadAsync(MirrorFrame frame, IReadOnlyCollection<Key> keys)
    {
        var values = keys.Select(static key => (string[])[KeyText.Name(key.Kind), key.Scheme, key.Value]).ToList();
        await LoadRowsAsync(frame, MirrorPlace.KeyColumns, values);
        await LoadMarksAsync(frame, ["facet", .. MirrorPlace.KeyColumns], values.Select(value => (string[])[table.Facet.Name, .. value]));
    }

    public async Task WriteAsync(MirrorFrame frame)
    {
        await batch.DeleteAsync(table.Name, MirrorRow.Columns, frame.Touched.Select(static row => row.Values));
        await batch.InsertAsync(table.Name, table.Columns, frame.Rows
            .Where(static row => row.Value.Fresh is not null).Select(row => ValuesOf(row.Value, row.Value.Fresh!, frame.IsPending(row.Key.Place))));
        await batch.DeleteAsync(MirrorTables.Pending, MirrorTables.Mark, frame.Marked.Select(MarkOf));
        await batch.InsertAsync(MirrorTables.Pending, MirrorTables.PendingColumns, frame.Marked
            .Where(frame.Marks.ContainsKey).Select(place => (object?[])[.. MarkOf(place), frame.Marks[place].Revision, frame.Marks[place].Generation]));
        // Also of rows that did not change themselves.
        foreach (var same in frame.Marked.GroupBy(frame.IsPending))
            await batch.UpdateAsync(table.Name, MirrorTable.Pending, same.Key, MirrorPlace.Columns, same.Select(static place => place.Values));
    }

    private async Task LoadRowsAsync(MirrorFrame frame, IReadOnlyList<string> key, IEnumerable<IReadOnlyList<object?>> rows)
    {
        await foreach (var row in batch.FindAsync(table.Name, [.. MirrorRow.Columns, .. _held], key, rows))
            frame.Rows[MirrorRow.Of(row)] = new MirrorHeld((long)row[^2]!, (long)row[^1]!);
    }

    private async Task LoadMarksAsync(MirrorFrame frame, IReadOnlyList<string> key, IEnumerable<IReadOnlyList<object?>> rows)
    {
        await foreach (var row in batch.FindAsync(MirrorTables.Pending, [.. MirrorPlace.Columns, .. _held], key, rows))
            frame.Marks[MirrorPlace.Of(row)] = new MirrorHeld((long)row[^2]!, (long)row[^1]!);
    }

    private object?[] ValuesOf(MirrorHeld held, MirrorChange fresh, bool isPending)
    {
        var content = table.Facet.ContentOf(fresh.Change)!;
        return [.. fresh.Row.Values, held.Revision, fresh.Delivered.Run.Source, isPending, held.Generation, .. table.Fields.Select(field => field.ValueOf(content))];
    }

    private string[] MarkOf(MirrorPlace place) => [table.Facet.Name, .. place.Values];

    private static IEnumerable<string[]> PlacesOf(IEnumerable<MirrorChange> changes) =>
        changes.Select(static change => change.Row.Place).Distinct().Select(static place => place.Values);
}
