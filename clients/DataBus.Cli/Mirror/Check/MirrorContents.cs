using System.Text.Json;
using DataBus.Cli.Mirror.Databases;
using DataBus.V1;

namespace DataBus.Cli.Mirror.Check;

/// <summary>Compares the columns of rows with the contents that the hub has at the same revisions: an edit in the tables themselves shows.</summary>
internal sealed class MirrorContents(MirrorBatch batch, MirrorDialect dialect)
{
    // What the databases keep of a time.
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>How many rows were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Compares the rows of one table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="states">What the hub has of it.</param>
    /// <param name="comparesPending">Whether the pending marks are of the same revision too.</param>
    public async Task<IReadOnlyList<MirrorDifference>> CompareAsync(MirrorTable table, IReadOnlyCollection<FacetState> states, bool comparesPending)
    {
        var hub = states.Select(state => (Row: RowOf(state.Change), State: state)).ToDictionary(static pair => pair.Row, static pair => pair.State);
        var differences = new List<MirrorDifference>();
        await foreach (var values in batch.FindAsync(table.Name, [.. table.Columns.Select(static column => column.Name)], MirrorRow.Columns, hub.Keys.Select(static row => row.Values)))
        {
            var row = MirrorRow.Of(values);
            var state = hub[row];
            var own = table.Columns.Zip(values).ToDictionary(static pair => pair.First.Name, pair => dialect.Read(pair.First.Type, pair.Second), StringComparer.Ordinal);
            // Another revision is found by the digest, or came meanwhile.
            if (own["revision"] is not long revision || revision != (long)state.Revision)
                continue;
            Compared++;
            var altered = Altered(table, state, own, comparesPending).ToList();
            if (altered.Count > 0)
                differences.Add(MirrorDifference.Of(table, row, revision, revision) with { What = MirrorDifference.Altered, Columns = altered });
        }

        return differences;
    }

    private IEnumerable<string> Altered(MirrorTable table, FacetState state, Dictionary<string, object?> own, bool comparesPending)
    {
        if (own["source"] as string != state.Source)
            yield return "source";
        if (comparesPending && own[MirrorTable.Pending.Name] as bool? != (state.Pending is not null))
            yield return MirrorTable.Pending.Name;
        var content = table.Facet.ContentOf(state.Change)!;
        foreach (var column in table.Fields.Where(column => !IsSame(column.Field.Type, column.ValueOf(content), own[column.Field.Name])))
            yield return column.Field.Name;
    }

    private bool IsSame(MirrorType type, object? hub, object? own) => (type, hub, own) switch
    {
        (_, null, null) => true,
        (MirrorType.Json, string expected, string actual) => IsSameJson(dialect.Text(type, expected), actual),
        (_, string expected, string actual) => dialect.Text(type, expected) == actual,
        (_, DateTimeOffset expected, DateTimeOffset actual) => expected.UtcTicks / TicksPerMicrosecond == actual.UtcTicks / TicksPerMicrosecond,
        _ => Equals(hub, own),
    };

    private static bool IsSameJson(string expected, string actual)
    {
        try
        {
            using var one = JsonDocument.Parse(expected);
            using var other = JsonDocument.Parse(actual);
            return JsonElement.DeepEquals(one.RootElement, other.RootElement);
        }
        catch (JsonException)
        {
            // Somebody wrote what is no JSON.
            return false;
        }
    }

    private static MirrorRow RowOf(Change change) => new(MirrorPlace.Of(Addresses.Of(change)!), Addresses.EventIdOf(change));
}
