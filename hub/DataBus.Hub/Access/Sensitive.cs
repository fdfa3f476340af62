using System.Collections;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Access;

/// <summary>Whether what is to be shown is such that it is kept on record who looked.</summary>
internal static class Sensitive
{
    /// <summary>Whether a change is of a closed facet, or has a value in a field that is closed or personal.</summary>
    public static bool Is(Change change) =>
        FacetCatalogue.Of(change) is { } facet && (facet.IsClosed || (facet.ContentOf(change) is { } content && HasValues(content)));

    private static bool HasValues(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => IsSet(field, message)))
        {
            if (ViolationMask.ClassOf(field) != FieldClass.Unspecified || Inner(field, message).Any(HasValues))
                return true;
        }
        return false;
    }

    private static bool IsSet(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) switch
    {
        ICollection many => many.Count > 0,
        string text => text.Length > 0,
        var value => value is not null,
    };

    private static IEnumerable<IMessage> Inner(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) switch
    {
        IMessage one => [one],
        IEnumerable many => many.OfType<IMessage>(),
        _ => [],
    };
}
