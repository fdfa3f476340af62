using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Api;

/// <summary>Says where a JSON text is not a message's, by field path.</summary>
internal static class JsonFlaws
{
    private const int MaxFlaws = 50;
    private const string Body = "body";

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = JsonRequests.MaxDepth };

    /// <summary>Members of the body that the address has given already.</summary>
    public static IEnumerable<RequestFlaw> Named(byte[] body, MessageDescriptor message, IEnumerable<string> given)
    {
        using var json = TryParse(body, out _);
        if (json?.RootElement.ValueKind != JsonValueKind.Object)
            return [];
        var root = json.RootElement;
        return
        [
            .. given.Select(message.FindFieldByName)
                .Where(field => field is not null && (root.TryGetProperty(field.Name, out _) || root.TryGetProperty(field.JsonName, out _)))
                .Select(static field => new RequestFlaw(field!.Name, "已在地址中给出。", "The address gives it already.")),
        ];
    }

    /// <summary>What is wrong with the body; nothing if it cannot be told by a field.</summary>
    public static IEnumerable<RequestFlaw> Of(byte[] body, MessageDescriptor message)
    {
        using var json = TryParse(body, out var wrong);
        return json is null
            ? [new RequestFlaw(Body, $"不是 JSON，或超过 {JsonRequests.MaxDepth} 层：{wrong}", $"It is no JSON, or has more than {JsonRequests.MaxDepth} levels: {wrong}")]
            : Message(json.RootElement, message, "").Take(MaxFlaws).ToArray();
    }

    private static JsonDocument? TryParse(byte[] body, out string wrong)
    {
        try
        {
            wrong = "";
            return JsonDocument.Parse(body, _options);
        }
        catch (JsonException cause)
        {
            wrong = cause.Message;
            return null;
        }
    }

    private static IEnumerable<RequestFlaw> Message(JsonElement element, MessageDescriptor message, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return [new(path.Length > 0 ? path : Body, $"应为 {message.Name} 对象。", $"It must be an object, a {message.Name}.")];
        return element.EnumerateObject().SelectMany(member => Member(member, message, path.Length > 0 ? $"{path}." : ""));
    }

    private static IEnumerable<RequestFlaw> Member(JsonProperty member, MessageDescriptor message, string prefix)
    {
        var field = message.Fields.InDeclarationOrder().FirstOrDefault(one => one.JsonName == member.Name || one.Name == member.Name);
        if (field is null)
            return [new($"{prefix}{member.Name}", $"{message.Name} 没有这个字段。", $"{message.Name} has no such field.")];

        var path = prefix + field.Name;
        if (!HasOwnFields(field) || member.Value.ValueKind == JsonValueKind.Null)
            return Value(member, field, path);
        if (!field.IsRepeated)
            return Message(member.Value, field.MessageType, path);
        return member.Value.ValueKind == JsonValueKind.Array
            ? member.Value.EnumerateArray().SelectMany((item, index) => Message(item, field.MessageType, $"{path}[{index}]"))
            : [new(path, "应为数组。", "It must be an array.")];
    }

    // Times and the like are texts; maps have the caller's own names.
    private static bool HasOwnFields(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && !field.IsMap && field.MessageType.File.Package != "google.protobuf";

    private static IEnumerable<RequestFlaw> Value(JsonProperty member, FieldDescriptor field, string path)
    {
        var wrong = "";
        try
        {
            _ = JsonParser.Default.Parse($"{{\"{field.Name}\":{member.Value.GetRawText()}}}", field.ContainingType);
        }
        catch (Exception cause) when (cause is InvalidProtocolBufferException or InvalidJsonException)
        {
            wrong = cause.Message;
        }
        return wrong.Length > 0 ? [new(path, $"无法读出：{wrong}", $"It cannot be read: {wrong}")] : [];
    }
}
