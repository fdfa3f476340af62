using System.Collections;
using System.Globalization;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Cli.Failed;

/// <summary>A change as its fields: path, Chinese name, text.</summary>
internal static class ContentText
{
    /// <summary>Its key and the fields of its content that are set, in the contract's order, by the paths that rules and patches name.</summary>
    public static IReadOnlyDictionary<string, (string Name, string Value)> Of(Change change)
    {
        var fields = new OrderedDictionary<string, (string Name, string Value)>();
        if (change.Key is { } key)
        {
            fields["key.scheme"] = ("编号方案", key.Scheme);
            fields["key.value"] = ("编号", key.Value);
        }

        if (FacetCatalogue.Of(change)?.ContentOf(change) is { } content)
            Add(content, "", fields);
        return fields;
    }

    private static void Add(IMessage message, string prefix, OrderedDictionary<string, (string Name, string Value)> fields)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var path = $"{prefix}{field.Name}";
            if (field.IsRepeated)
                AddAll((IList)field.Accessor.GetValue(message), path, field, fields);
            else if (field.HasPresence ? field.Accessor.HasValue(message) : !IsDefault(field.Accessor.GetValue(message)))
                AddOne(field.Accessor.GetValue(message), path, field, fields);
        }
    }

    private static void AddAll(IList values, string path, FieldDescriptor field, OrderedDictionary<string, (string Name, string Value)> fields)
    {
        for (var at = 0; at < values.Count; at++)
            AddOne(values[at]!, $"{path}[{at}]", field, fields);
    }

    private static void AddOne(object value, string path, FieldDescriptor field, OrderedDictionary<string, (string Name, string Value)> fields)
    {
        if (value is IMessage inner and not Timestamp)
            Add(inner, $"{path}.", fields);
        else
            fields[path] = (field.GetOptions()?.GetExtension(OptionsExtensions.Field)?.Zh ?? "", TextOf(value));
    }

    private static bool IsDefault(object value) => value is "" or false or 0 or 0L or 0U or 0UL;

    private static string TextOf(object value) => value switch
    {
        Timestamp at => DistrictTime.Text(at),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
