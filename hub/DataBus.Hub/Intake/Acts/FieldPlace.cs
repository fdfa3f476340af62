using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Intake.Acts;

/// <summary>A field of a message by its path, for example <c>capital.amount</c> or <c>items[2].name</c>.</summary>
internal sealed class FieldPlace
{
    private readonly IMessage _parent;
    private readonly FieldDescriptor _field;
    private readonly string _path;

    private FieldPlace(IMessage parent, FieldDescriptor field, string path) => (_parent, _field, _path) = (parent, field, path);

    /// <summary>The value as text; empty if it is not set.</summary>
    public string Text => _field.Accessor.GetValue(_parent) switch
    {
        null => "",
        IMessage message => JsonFormatter.Default.Format(message),
        IList list => string.Join(';', list.Cast<object>()),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    /// <summary>Finds a field; null if there is no such path. Messages on the way are made where they are not set.</summary>
    public static FieldPlace? Find(IMessage message, string path)
    {
        var names = path.Split('.');
        for (var i = 0; i < names.Length; i++)
        {
            var (name, index) = Split(names[i]);
            if (message.Descriptor.FindFieldByName(name) is not { } field || field.IsMap)
                return null;
            if (i == names.Length - 1)
                return index is null ? new FieldPlace(message, field, path) : null;
            if (Step(message, field, index) is not { } next)
                return null;
            message = next;
        }

        return null;
    }

    /// <summary>Gives it a value.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public string? Set(string text)
    {
        try
        {
            // The library's own reading of a field: of its enums, times, numbers and lists.
            var parsed = JsonParser.Default.Parse($$"""{"{{_field.JsonName}}":{{Json(text)}}}""", _parent.Descriptor);
            Take(_field.Accessor.GetValue(parsed));
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            return $"{_path}：放不下值“{text}”，应为 {Wanted} / cannot take the value \"{text}\"; it must be {Wanted}";
        }
    }

    /// <summary>Takes its value away.</summary>
    public string? Clear()
    {
        _field.Accessor.Clear(_parent);
        return null;
    }

    /// <summary>Rewrites its text, or each text of its list.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public string? Rewrite(Func<string, string> rewritten)
    {
        if (_field.FieldType != FieldType.String)
            return $"{_path}：不是文本字段 / is no text";
        if (_field.Accessor.GetValue(_parent) is IList texts)
        {
            for (var i = 0; i < texts.Count; i++)
                texts[i] = rewritten((string)texts[i]!);
        }
        else if (Text.Length > 0)
        {
            _field.Accessor.SetValue(_parent, rewritten(Text));
        }

        return null;
    }

    private void Take(object value)
    {
        if (!_field.IsRepeated)
        {
            _field.Accessor.SetValue(_parent, value);
            return;
        }

        var list = (IList)_field.Accessor.GetValue(_parent);
        list.Clear();
        foreach (var one in (IList)value)
            _ = list.Add(one);
    }

    private string Wanted => _field.FieldType switch
    {
        FieldType.Message => _field.MessageType.Name,
        FieldType.Enum => string.Join('|', _field.EnumType.Values.Skip(1).Select(static value => value.Name)),
        var type => type.ToString().ToLowerInvariant(),
    };

    private string Json(string text) => _field.IsRepeated || (_field.FieldType == FieldType.Message && _field.MessageType.File.Package != "google.protobuf")
        || _field.FieldType is FieldType.Bool or FieldType.Int32 or FieldType.UInt32 or FieldType.Double
        ? text
        : JsonSerializer.Serialize(text);

    private static IMessage? Step(IMessage message, FieldDescriptor field, int? index)
    {
        if (field.FieldType != FieldType.Message || field.IsRepeated != index is not null)
            return null;
        if (index is { } place)
            return field.Accessor.GetValue(message) is IList list && place < list.Count ? (IMessage?)list[place] : null;
        if (field.Accessor.GetValue(message) is IMessage inner)
            return inner;
        inner = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        field.Accessor.SetValue(message, inner);
        return inner;
    }

    private static (string Name, int? Index) Split(string name)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket > 0 && name[^1] == ']' && int.TryParse(name[(bracket + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (name[..bracket], index)
            : (name, null);
    }
}
