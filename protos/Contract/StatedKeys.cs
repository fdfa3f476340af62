using Google.Protobuf.Reflection;

namespace DataBus.V1;

/// <summary>Reads the other keys of its entity that a content states: its fields with the option <c>same_as</c>.</summary>
public static class StatedKeys
{
    private static readonly Dictionary<string, (FieldDescriptor Field, string Scheme)[]> _fields = FacetCatalogue.All
        .Select(facet => (facet.Name, Fields: FieldsOf(facet)))
        .Where(facet => facet.Fields.Length > 0)
        .ToDictionary(facet => facet.Name, facet => facet.Fields, StringComparer.Ordinal);

    /// <summary>The fields of a facet kind that state another key, with its scheme; none for most.</summary>
    public static IReadOnlyList<(FieldDescriptor Field, string Scheme)> FieldsOf(string facet) => _fields.GetValueOrDefault(facet) ?? [];

    /// <summary>The other keys that a change states, in the order of its fields, each once.</summary>
    /// <returns>Sound keys only, and not the change's own; none for a tombstone or a mark.</returns>
    public static IReadOnlyList<Key> Of(Change change)
    {
        if (FacetCatalogue.Of(change) is not { } facet || !_fields.TryGetValue(facet.Name, out var fields) || facet.ContentOf(change) is not { } content)
            return [];

        return
        [
            .. fields
                .Select(one => new Key { Kind = change.Key.Kind, Scheme = one.Scheme, Value = (string)one.Field.Accessor.GetValue(content) })
                .Where(key => KeyRules.Check(key) is null && !key.Equals(change.Key))
                .Distinct(),
        ];
    }

    private static (FieldDescriptor Field, string Scheme)[] FieldsOf(FacetKind facet) =>
    [
        .. facet.Descriptor.Fields.InFieldNumberOrder()
            .Select(field => (field, field.GetOptions()?.GetExtension(OptionsExtensions.Field)?.SameAs ?? ""))
            .Where(static stated => stated.Item2.Length > 0),
    ];
}
