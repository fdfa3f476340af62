using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Access;

/// <summary>A field of a facet that holds a value, and how it is reached.</summary>
/// <param name="Path">Its path inside the facet, for example <c>capital.amount</c>.</param>
/// <param name="Steps">The fields on the way, itself last.</param>
internal sealed record LeafField(string Path, IReadOnlyList<FieldDescriptor> Steps)
{
    private static readonly Dictionary<string, IReadOnlyList<LeafField>> _ofFacets =
        FacetCatalogue.All.ToDictionary(static kind => kind.Name, static kind => (IReadOnlyList<LeafField>)[.. Of(kind.Descriptor, [])], StringComparer.Ordinal);

    /// <summary>Whether its values are personal data.</summary>
    public bool IsPersonal { get; } = Steps.Any(static step => ViolationMask.ClassOf(step) == FieldClass.Personal);

    /// <summary>All of a facet kind.</summary>
    public static IReadOnlyList<LeafField> Of(FacetKind facet) => _ofFacets[facet.Name];

    /// <summary>Whether a path names it, or a message that it is in.</summary>
    public bool IsUnder(string path) => Path == path || (Path.Length > path.Length && Path[path.Length] == '.' && Path.StartsWith(path, StringComparison.Ordinal));

    private static IEnumerable<LeafField> Of(MessageDescriptor message, IReadOnlyList<FieldDescriptor> before) => message.Fields.InDeclarationOrder().SelectMany(field =>
    {
        FieldDescriptor[] steps = [.. before, field];
        return field.FieldType == FieldType.Message && field.MessageType.File.Package == message.File.Package
            ? Of(field.MessageType, steps)
            : [new LeafField(string.Join('.', steps.Select(static step => step.Name)), steps)];
    });
}
