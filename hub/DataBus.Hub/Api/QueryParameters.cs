using Google.Protobuf.Reflection;

namespace DataBus.Hub.Api;

/// <summary>Looks at the parameters in the address of a call without a body.</summary>
internal static class QueryParameters
{
    /// <exception cref="HubException">INVALID_ARGUMENT: one is no field of the message, or the path gives it already; all of them at once.</exception>
    public static void Demand(HttpRequest http, MessageDescriptor message)
    {
        RequestFlaw[] flaws = [.. http.Query.Keys.Select(name => Of(name, message, http.RouteValues)).OfType<RequestFlaw>()];
        if (flaws.Length > 0)
            throw HubMessages.Invalid(flaws);
    }

    private static RequestFlaw? Of(string name, MessageDescriptor message, RouteValueDictionary given)
    {
        var steps = name.Split('.');
        var first = Field(message, steps[0]);
        if (first is not null && given.ContainsKey(first.Name))
            return new(name, "已在地址的路径中给出。", "The path of the address gives it already.");
        var last = steps.Skip(1).Aggregate(first, static (field, step) => field is { FieldType: FieldType.Message } ? Field(field.MessageType, step) : null);
        if (last is not null)
            return null;
        string[] names = [.. message.Fields.InDeclarationOrder().Select(static field => field.Name).Where(field => !given.ContainsKey(field))];
        return names.Length == 0
            ? new(name, "没有这个参数；这个地址没有参数。", "There is no such parameter; this address has none.")
            : new(name, $"没有这个参数，可用：{string.Join(", ", names)}。", $"There is no such parameter; there are: {string.Join(", ", names)}.");
    }

    private static FieldDescriptor? Field(MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(field => field.Name == name || field.JsonName == name);
}
