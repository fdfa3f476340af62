using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace DataBus.V1;

/// <summary>The facet kinds of the contract, read from its descriptors.</summary>
public static class FacetCatalogue
{
    private static readonly FacetKind[] _all = ReadAll();

    private static readonly FrozenDictionary<string, FacetKind> _byName = _all.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, FacetKind> _byNumber = _all.ToFrozenDictionary(kind => kind.ContentNumber);

    /// <summary>All facet kinds, in the order of their numbers in <see cref="Change"/>.</summary>
    public static IReadOnlyList<FacetKind> All => _all;

    /// <summary>Finds a facet kind by name, for example <c>enterprise.tier_label</c>; null if there is none.</summary>
    public static FacetKind? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The facet kind that a change is about, also of a tombstone and of a pending mark; null if it names none.</summary>
    public static FacetKind? Of(Change change) => change.ContentCase switch
    {
        Change.ContentOneofCase.None => null,
        Change.ContentOneofCase.Tombstone => Find(change.Tombstone.Facet),
        Change.ContentOneofCase.Pending => Find(change.Pending.Facet),
        var number => _byNumber.GetValueOrDefault((int)number),
    };

    private static FacetKind[] ReadAll() => [.. Change.Descriptor.Oneofs
        .Single(oneof => oneof.Name == "content").Fields
        .Select(field => (Field: field, Spec: field.MessageType.GetOptions()?.GetExtension(OptionsExtensions.Facet)))
        .Where(declared => declared.Spec is not null)
        .OrderBy(declared => declared.Field.FieldNumber)
        .Select(declared => new FacetKind(declared.Field, declared.Spec!))];
}
