using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Operations;

/// <summary>The facet kinds that a change of a rule or a code table concerns: only these are rehearsed.</summary>
internal static class AffectedFacets
{
    public static IReadOnlySet<string> OfRule(string rule) =>
        Named(facet => rule.StartsWith($"{facet.Name}.", StringComparison.Ordinal));

    public static IReadOnlySet<string> OfTable(string table) => Named(facet => Uses(facet.Descriptor, table));

    private static HashSet<string> Named(Func<FacetKind, bool> concerns) => [.. FacetCatalogue.All.Where(concerns).Select(static facet => facet.Name)];

    // Facets are finite trees: the compilation of their rules demands it.
    private static bool Uses(MessageDescriptor message, string table) => message.Fields.InDeclarationOrder().Any(field =>
        field.GetOptions()?.GetExtension(OptionsExtensions.Field)?.CodeTable == table
        || (field.FieldType == FieldType.Message && Uses(field.MessageType, table)));
}
