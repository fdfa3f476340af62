using System.Globalization;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Cli.Mirror;

/// <summary>A column that holds a field of a facet, also of a message inside it.</summary>
/// <param name="Name">Its name, the field's path joined by <c>_</c>.</param>
/// <param name="SqlType">TEXT or INTEGER. Decimals are TEXT, as the contract has them: SQLite would make doubles of numbers.</param>
/// <param name="Path">The fields that lead to the value.</param>
internal sealed record MirrorColumn(string Name, string SqlType, IReadOnlyList<FieldDescriptor> Path)
{
    private static readonly JsonFormatter _json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    /// <summary>The columns of a message, in the order of its field numbers.</summary>
    public static IEnumerable<MirrorColumn> Of(MessageDescriptor message, IReadOnlyList<FieldDescriptor> path)
    {
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            IReadOnlyList<FieldDescriptor> whole = [.. path, field];
            var isNested = !field.IsRepeated && field.FieldType == FieldType.Message
                && field.MessageType.ClrType != typeof(Timestamp) && field.MessageType.ClrType != typeof(Key);
            foreach (var column in isNested ? Of(field.MessageType, whole) : [new(string.Join('_', whole.Select(static part => part.Name)), TypeOf(field), whole)])
                yield return column;
        }
    }

    /// <summary>The value in a content; null where the content does not state it.</summary>
    public object? ValueOf(IMessage content)
    {
        var message = content;
        foreach (var part in Path.SkipLast(1))
        {
            if (part.Accessor.GetValue(message) is not IMessage inner)
                return null;
            message = inner;
        }

        var field = Path[^1];
        return field is { HasPresence: true, IsRepeated: false } && !field.Accessor.HasValue(message) ? null : Plain(field.Accessor.GetValue(message));
    }

    private static object? Plain(object? value) => value switch
    {
        null or string => value,
        bool flag => flag ? 1L : 0L,
        int or long or uint or ulong => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        Key key => KeyText.Format(key),
        Timestamp time => time.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture),
        _ => Json(value),
    };

    private static string Json(object value)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        _json.WriteValue(writer, value);
        return writer.ToString();
    }

    private static string TypeOf(FieldDescriptor field) => !field.IsRepeated && field.FieldType is
        FieldType.Bool or FieldType.Int32 or FieldType.Int64 or FieldType.UInt32 or FieldType.UInt64 ? "INTEGER" : "TEXT";
}
