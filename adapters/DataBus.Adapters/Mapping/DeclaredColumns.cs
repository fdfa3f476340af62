using DataBus.Adapters.Declaration;
using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>Tells which columns each field of a source is made from, so that what is returned to the bureau marks its own cells.</summary>
internal static class DeclaredColumns
{
    private const string Key = "key.value";
    private const string Version = "source_version";

    // The contract's limit for an opening.
    private const int MaxFields = 2_000;

    /// <summary>The fields that the declaration makes from raw columns, in order; others never leave the bureau, and so cannot be marked.</summary>
    public static IReadOnlyList<FieldColumns> Of(SourceDeclaration source) =>
    [
        .. source.Facets.SelectMany(Pairs)
            .Where(pair => source.Raw.Contains(pair.Column))
            .GroupBy(pair => (pair.Facet, pair.Field), pair => pair.Column)
            .OrderBy(field => field.Key.Facet, StringComparer.Ordinal).ThenBy(field => field.Key.Field, StringComparer.Ordinal)
            .Take(MaxFields)
            .Select(field => new FieldColumns { Facet = field.Key.Facet, Field = field.Key.Field, Columns = { field.Distinct() } }),
    ];

    private static IEnumerable<(string Facet, string Field, string Column)> Pairs(FacetDeclaration facet) =>
        facet.Keys.SelectMany(key => Pairs(facet, Key, key.Value.Columns))
            .Concat(facet.Fields.SelectMany(field => Pairs(facet, field.Key, field.Value.Columns)))
            .Concat(facet.Version is { } version ? Pairs(facet, Version, [version.Column]) : []);

    private static IEnumerable<(string Facet, string Field, string Column)> Pairs(FacetDeclaration facet, string field, IEnumerable<string> columns) =>
        columns.Select(column => (facet.Facet, field, column));
}
