using DataBus.V1;
using Microsoft.Extensions.Primitives;

namespace DataBus.Hub.Api;

/// <summary>Reads what a stream is asked for in its address.</summary>
internal static class StreamQuery
{
    private const string LastEvent = "Last-Event-ID";

    /// <summary>The request that an address and its headers ask for.</summary>
    /// <exception cref="HubException">INVALID_ARGUMENT: a parameter is unknown or cannot be read; all of them at once.</exception>
    public static SubscribeRequest Read(HttpRequest http)
    {
        var request = new SubscribeRequest();
        var flaws = http.Query.SelectMany(given => Take(request, given.Key, given.Value)).Concat(Starts(http.Query)).ToList();
        // A browser that comes again sends its first address; how far it got since is in the header.
        if (http.Headers[LastEvent].ToString() is { Length: > 0 } last && !StreamParameter.TakeBookmark(request, last))
            flaws.Add(new RequestFlaw(LastEvent, $"“{last}”不是事件的 id。", $"\"{last}\" is no id of an event."));
        return flaws.Count > 0 ? throw HubMessages.Invalid(flaws) : request;
    }

    private static List<RequestFlaw> Take(SubscribeRequest request, string name, StringValues values)
    {
        if (StreamParameter.All.FirstOrDefault(one => one.Name == name) is not { } parameter)
            return [NoParameter(name)];
        if (!parameter.IsList && values.Count > 1)
            return [new(name, "只能给出一次。", "It may be given once only.")];

        var flaws = new List<RequestFlaw>();
        for (var index = 0; index < values.Count; index++)
        {
            var value = values[index] ?? "";
            if (!parameter.Take(request, value))
                flaws.Add(Unreadable(parameter, parameter.IsList ? $"{name}[{index}]" : name, value));
        }
        return flaws;
    }

    private static IEnumerable<RequestFlaw> Starts(IQueryCollection query)
    {
        string[] given = [.. StreamParameter.All.Where(one => one.IsStart && query.ContainsKey(one.Name)).Select(static one => one.Name)];
        return given.Skip(1).Select(name => new RequestFlaw(name, $"不能与 {given[0]} 同时给出。", $"It does not go together with {given[0]}."));
    }

    private static RequestFlaw NoParameter(string name)
    {
        var known = string.Join(", ", StreamParameter.All.Select(static one => one.Name));
        return new(name, $"没有这个参数，可用：{known}。", $"There is no such parameter; there are: {known}.");
    }

    private static RequestFlaw Unreadable(StreamParameter parameter, string field, string value)
    {
        if (parameter.Name == "where" && !PredicateText.TryParse(value, out _, out var at))
            return new(field, $"从第 {at} 个字符起无法读出，应如：{parameter.Example}。", $"It cannot be read from character {at} on; for example: {parameter.Example}.");
        return new(field, $"“{value}”无法读出，应如：{parameter.Example}。", $"\"{value}\" cannot be read; for example: {parameter.Example}.");
    }
}
