namespace DataBus.V1;

/// <summary>Makes addresses of changes: entity + facet kind + instance.</summary>
public static class Addresses
{
    /// <summary>The address that a change writes.</summary>
    /// <returns>Null if none can be made: no key, no content, an unknown facet kind, or an instance value is missing.
    /// Whether the key is sound is told by <see cref="KeyRules"/>.</returns>
    public static Address? Of(Change change)
    {
        if (change.Key is not { Kind: not Kind.Unspecified, Scheme.Length: > 0, Value.Length: > 0 } || FacetCatalogue.Of(change) is not { } facet)
            return null;

        return InstanceOf(change, facet) is { } instance
            ? new Address { Key = change.Key.Clone(), Facet = facet.Name, Instance = instance }
            : null;
    }

    /// <summary>The source's event id of a change; empty for a STATE facet and for marks.</summary>
    public static string EventIdOf(Change change) =>
        FacetCatalogue.Of(change) is { IsEvent: true } facet && facet.ContentOf(change) is { } content ? facet.EventIdOf(content) : "";

    private static string? InstanceOf(Change change, FacetKind facet) => change.ContentCase switch
    {
        Change.ContentOneofCase.Tombstone => Given(change.Tombstone.Instance, facet),
        Change.ContentOneofCase.Pending => Given(change.Pending.Instance, facet),
        _ => facet.InstanceOf(facet.ContentOf(change)!),
    };

    private static string? Given(string instance, FacetKind facet) => facet.IsMany == (instance.Length > 0) ? instance : null;
}
