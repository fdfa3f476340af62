using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Says what a caller may with each facet kind.</summary>
internal sealed class AccessDescription(IViewReader view, CallerIdentity about, FieldView shows, string day)
{
    private readonly IReadOnlyList<SourceRow> _sources = [.. view.Sources()];
    private readonly IReadOnlyList<Grant> _grants = GrantRights.For(view.Tables().Grants?.Grants ?? [], about.Name, day);

    public FacetAccess Of(FacetKind facet)
    {
        var writers = _sources.Where(source => source.Parts.Any(part => part.Facet == facet.Name)).ToArray();
        var grants = _grants.Where(grant => grant.Facets.Contains(facet.Name)).ToArray();
        return new FacetAccess
        {
            Facet = facet.Name,
            Zh = facet.Zh,
            Sharing = facet.Spec.Sharing,
            Readable = shows.ShowsSomeOf(facet),
            Withheld = { shows.WithheldOf(facet) },
            Grants = { grants.Select(static grant => grant.Name) },
            Until = grants.Select(static grant => grant.Until).Min(StringComparer.Ordinal) ?? "",
            OwnedParts = { writers.Where(source => about.Is(source.Source)).SelectMany(source => source.Parts).Where(part => part.Facet == facet.Name).Select(static part => part.Part) },
            Sources = { writers.Select(static source => source.Source) },
            HeardAt = writers.Select(static source => source.HeardAt).OfType<Google.Protobuf.WellKnownTypes.Timestamp>().MaxBy(static at => at.ToDateTimeOffset()),
        };
    }
}
