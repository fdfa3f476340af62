using System.Text.Json;
using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Sources.Http;

/// <summary>
/// Compares the properties of a feed's items with the declaration. JSON leaves out what is empty: only a key, or what the
/// declaration's <c>columns</c> say was there, can be gone, and only if none of many items has it.
/// </summary>
internal sealed class FeedDrift(SourceDeclaration source, Action<IReadOnlyList<string>> unknown)
{
    private const int ManyItems = 20;

    private readonly HashSet<string> _told = [];

    /// <summary>Checks the items of a walk.</summary>
    /// <exception cref="SourceDriftException">A property is gone or new.</exception>
    public void Demand(FeedDeclaration feed, IReadOnlyList<JsonElement> items)
    {
        var found = items.SelectMany(item => Leaves(item)).ToHashSet();
        var facets = source.Facets.Where(facet => facet.Feed.Length == 0 || facet.Feed == feed.Feed).ToList();
        var used = facets.SelectMany(facet => facet.Columns).ToHashSet();
        var keys = facets.SelectMany(facet => facet.Keys).SelectMany(key => key.Value.Columns).ToHashSet();
        var sure = used.Where(column => items.Count >= ManyItems && (keys.Contains(column) || source.KnownColumns.Contains(column))).ToList();
        HashSet<string> known = [.. source.Columns, .. source.Ignore, .. source.KnownColumns];
        var drift = new ColumnDrift(source, sure, more => unknown([.. more.Where(_told.Add)]));
        // A column may be an object whole, or of an object one property.
        drift.Demand([.. found.Where(leaf => !known.Any(column => IsIn(leaf, column))), .. sure.Where(column => found.Any(leaf => IsIn(leaf, column)))]);
    }

    /// <summary>The paths of an item's values.</summary>
    public static IEnumerable<string> Leaves(JsonElement value, string path = "") => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(property => Leaves(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}"))
        : [path];

    private static bool IsIn(string leaf, string column) => leaf == column || leaf.StartsWith(column + ".", StringComparison.Ordinal);
}
