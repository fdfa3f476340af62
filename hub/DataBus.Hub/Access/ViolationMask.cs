using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Access;

/// <summary>Takes values out of violations where the field's class forbids showing them in lists and groups.</summary>
internal static class ViolationMask
{
    private const string Hidden = "…";

    /// <summary>The violation as it may stand in a list: without its value if the field is personal or closed, or is not known.</summary>
    public static Violation Masked(Violation violation, FacetKind? facet)
    {
        if (violation.Value.Length == 0 || IsOpen(facet, violation.Field))
            return violation;

        var masked = violation.Clone();
        masked.Value = "";
        // The hub's own messages carry no values; an adapter's may.
        masked.MessageZh = violation.MessageZh.Replace(violation.Value, Hidden, StringComparison.Ordinal);
        masked.MessageEn = violation.MessageEn.Replace(violation.Value, Hidden, StringComparison.Ordinal);
        return masked;
    }

    private static bool IsOpen(FacetKind? facet, string path)
    {
        // Keys are numbers of organisations and things, never of persons.
        if (path.StartsWith("key.", StringComparison.Ordinal))
            return true;

        var message = facet?.Descriptor;
        foreach (var name in path.Split('.'))
        {
            var field = message?.FindFieldByName(name.Split('[')[0]);
            if (field is null || ClassOf(field) != FieldClass.Unspecified)
                return false;
            message = field.FieldType == FieldType.Message ? field.MessageType : null;
        }
        return true;
    }

    /// <summary>How a field's values may be shown.</summary>
    public static FieldClass ClassOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Field)?.Class ?? FieldClass.Unspecified;
}
