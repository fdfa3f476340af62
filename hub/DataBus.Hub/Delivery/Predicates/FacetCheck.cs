using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>What a facet test asks of one content.</summary>
/// <param name="Facet">The facet kind.</param>
/// <param name="Tests">What must hold of its fields.</param>
internal sealed record FacetCheck(FacetKind Facet, IReadOnlyList<Func<IMessage, bool>> Tests)
{
    /// <summary>Whether a change carries content of the facet kind that fulfils all tests.</summary>
    public bool Holds(Change change) => Facet.ContentOf(change) is { } content && Tests.All(test => test(content));
}
