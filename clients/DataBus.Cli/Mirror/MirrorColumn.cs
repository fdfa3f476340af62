using System.Globalization;
using DataBus.Cli.Mirror.Databases;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Cli.Mirror;

/// <summary>A column that holds a field of a facet, also of a message inside it.</summary>
/// <param name="Field">The column: its name is the field's path joined by <c>_</c>. Decimals and days are texts, exactly as the contract
/// has them: an accepted content may break a rule that was lowered to a warning, and a mirror must neither stop at it nor change it.</param>
/// <param name="Path">The fields that lead to the value.</param>
internal sealed record MirrorColumn(MirrorField Field, IReadOnlyList<FieldDescriptor> Path)
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
            foreach (var column in isNested ? Of(field.MessageType, whole) : [new(FieldOf(whole), whole)])
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
        null or string or bool => value,
        int or long or uint or ulong => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        Key key => KeyText.Format(key),
        Timestamp time => time.ToDateTimeOffset(),
        _ => Json(value),
    };

    private static string Json(object value)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        _json.WriteValue(writer, value);
        return writer.ToString();
    }

    private static MirrorField FieldOf(IReadOnlyList<FieldDescriptor> path) =>
        new(string.Join('_', path.Select(static part => part.Name)), TypeOf(path[^1]), string.Join('·', path.Select(ZhOf)));

    private static MirrorType TypeOf(FieldDescriptor field) => field switch
    {
        { IsRepeated: true } => MirrorType.Json,
        { FieldType: FieldType.Bool } => MirrorType.Boolean,
        { FieldType: FieldType.Int32 or FieldType.Int64 or FieldType.UInt32 or FieldType.UInt64 } => MirrorType.Integer,
        { FieldType: FieldType.Message } => field.MessageType.ClrType == typeof(Timestamp) ? MirrorType.Time : MirrorType.Text,
        _ => MirrorType.Text,
    };

    private static string ZhOf(FieldDescriptor field)
    {
        var spec = field.GetOptions()?.GetExtension(OptionsExtensions.Field);
        var zh = spec is { Zh.Length: > 0 } ? spec.Zh : field.Name;
        return spec is { Unit.Length: > 0 } ? $"{zh}（{spec.Unit}）" : zh;
    }
}
