using DataBus.V1;

namespace DataBus.Adapters.Verbs.Init.Proposals;

/// <summary>A facet kind that the columns of a source may become.</summary>
/// <param name="Facet">The facet kind.</param>
/// <param name="Found">Fields that have a column.</param>
/// <param name="Fields">Fields that a table can fill.</param>
internal sealed record FacetProposal(FacetKind Facet, int Found, int Fields)
{
    private const int Shown = 5;

    /// <summary>The facet kinds that fit best, of those that the source owns if it is known, best first.</summary>
    public static IReadOnlyList<FacetProposal> Of(string source, IReadOnlyList<ColumnLook> columns)
    {
        var owned = InitialOwnership.BySource.GetValueOrDefault(source)?.Parts.Select(part => part.Facet).ToHashSet();
        return
        [
            .. FacetCatalogue.All.Where(facet => owned?.Contains(facet.Name) ?? true)
                .Select(facet => (facet, fields: FieldMatcher.FieldsOf(facet)))
                .Select(one => new FacetProposal(one.facet, FieldMatcher.Match(one.fields, columns).Count(match => match.IsSure), one.fields.Count))
                .OrderByDescending(one => one.Found).ThenBy(one => one.Fields).Take(Shown),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Facet.Name} ({Facet.Zh}, {Found}/{Fields})";
}
