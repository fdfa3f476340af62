using System.Collections;
using System.Globalization;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Adapters.Mapping;

/// <summary>A field of a facet by its path, for example <c>capital.amount</c>: puts texts there.</summary>
internal sealed class FieldPath
{
    private readonly List<FieldDescriptor> _fields;

    private FieldPath(string path, List<FieldDescriptor> fields)
    {
        Path = path;
        _fields = fields;
    }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>The field itself.</summary>
    public FieldDescriptor Field => _fields[^1];

    /// <summary>True: a value of this field may not be shown in violations.</summary>
    public bool IsHidden =>
        Field.GetOptions()?.GetExtension(OptionsExtensions.Field)?.Class is FieldClass.Personal or FieldClass.Closed;

    private bool IsTimestamp => Field.FieldType == FieldType.Message && Field.MessageType.FullName == Timestamp.Descriptor.FullName;

    /// <summary>Finds a field; null if the message has no such path.</summary>
    public static FieldPath? Find(MessageDescriptor message, string path)
    {
        var fields = new List<FieldDescriptor>();
        foreach (var name in path.Split('.'))
        {
            if (fields.Count > 0 && (fields[^1].FieldType != FieldType.Message || fields[^1].IsRepeated))
                return null;
            if ((fields.Count == 0 ? message : fields[^1].MessageType).FindFieldByName(name) is not { } field)
                return null;
            fields.Add(field);
        }
        return new FieldPath(path, fields);
    }

    /// <summary>Tells whether a table can fill the field: from texts, or (<paramref name="parts"/>) from the named parts of a message,
    /// or of each message of a list.</summary>
    public bool CanBeFilled(IReadOnlyList<string>? parts, bool isList)
    {
        if (parts is not null)
            return Field.FieldType == FieldType.Message && Field.IsRepeated == isList && parts.All(p => Field.MessageType.FindFieldByName(p) is not null);
        return !Field.IsMap && Field.FieldType is FieldType.String or FieldType.Int32 or FieldType.UInt32 or FieldType.Int64 or FieldType.UInt64
            or FieldType.Bool or FieldType.Enum || IsTimestamp;
    }

    /// <summary>The field's type, for people.</summary>
    public string TypeName => IsTimestamp ? "time" : Field.FieldType.ToString().ToLowerInvariant();

    /// <summary>Tells whether a text goes into the field, or into its list.</summary>
    public bool Fits(string text) => Parse(Field, text) is not null;

    /// <summary>Puts what the converters gave into a content.</summary>
    /// <returns>The text that does not go there; null if all went well. An empty value leaves the field as it is.</returns>
    public string? Set(IMessage content, Conversion value)
    {
        if (value.Parts is { } parts)
        {
            var message = Reach(content, _fields);
            foreach (var (name, text) in parts)
                SetOne(message, Field.MessageType.FindFieldByName(name), text);
            return null;
        }
        if (value.ItemParts is { } items)
            return AddAll(content, items);
        if (value.Items.Count == 0)
            return null;
        var parent = Reach(content, _fields[..^1]);
        if (!Field.IsRepeated)
            return value.Items.Count == 1 && SetOne(parent, Field, value.Items[0]) ? null : string.Join(';', value.Items);
        var list = (IList)Field.Accessor.GetValue(parent);
        foreach (var item in value.Items)
        {
            if (Parse(Field, item) is not { } parsed)
                return item;
            list.Add(parsed);
        }
        return null;
    }

    private string? AddAll(IMessage content, IReadOnlyList<IReadOnlyDictionary<string, string>> items)
    {
        var list = (IList)Field.Accessor.GetValue(Reach(content, _fields[..^1]));
        foreach (var parts in items)
        {
            var message = Field.MessageType.Parser.ParseFrom(ByteString.Empty);
            foreach (var (name, text) in parts)
            {
                if (!SetOne(message, Field.MessageType.FindFieldByName(name), text))
                    return text;
            }
            list.Add(message);
        }
        return null;
    }

    private static IMessage Reach(IMessage message, IEnumerable<FieldDescriptor> path)
    {
        foreach (var field in path)
        {
            if (field.Accessor.GetValue(message) is not IMessage inner)
            {
                inner = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                field.Accessor.SetValue(message, inner);
            }
            message = inner;
        }
        return message;
    }

    private static bool SetOne(IMessage message, FieldDescriptor field, string text)
    {
        if (Parse(field, text) is not { } value)
            return false;
        field.Accessor.SetValue(message, value);
        return true;
    }

    private static object? Parse(FieldDescriptor field, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        return field.FieldType switch
        {
            FieldType.String => text,
            FieldType.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var v) ? v : null,
            FieldType.UInt32 => uint.TryParse(text, NumberStyles.None, culture, out var v) ? v : null,
            FieldType.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var v) ? v : null,
            FieldType.UInt64 => ulong.TryParse(text, NumberStyles.None, culture, out var v) ? v : null,
            FieldType.Bool => text switch { "true" => true, "false" => false, _ => null },
            FieldType.Enum => field.EnumType.FindValueByName(text)?.Number,
            FieldType.Message => CalendarConverters.ParseTime(text, []) is { } time ? time.ToTimestamp() : null,
            _ => null,
        };
    }
}
