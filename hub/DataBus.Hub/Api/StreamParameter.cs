using System.Globalization;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Api;

/// <summary>A parameter in the address of a stream.</summary>
/// <param name="Name">Its name; that of the field that it fills, or of its start.</param>
/// <param name="Take">Puts a value into the request; false if it cannot be read.</param>
/// <param name="Example">What a value looks like.</param>
internal sealed record StreamParameter(string Name, Func<SubscribeRequest, string, bool> Take, string Example)
{
    private static readonly string[] _instants = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>May be given several times.</summary>
    public bool IsList { get; private init; }

    /// <summary>Says where the stream starts; one of them at most.</summary>
    public bool IsStart { get; private init; }

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<StreamParameter> All { get; } =
    [
        new("kinds", TakeKind, "enterprise") { IsList = true },
        new("keys", TakeKey, "enterprise/uscc/91120112712847285B") { IsList = true },
        new("key_prefixes", TakePrefix, "uscc/911201") { IsList = true },
        new("facets", static (request, text) => Add(request.Facets, text), "enterprise.tier_label") { IsList = true },
        new("sources", static (request, text) => Add(request.Sources, text), "tax.*") { IsList = true },
        new("where", TakeWhere, "enterprise.tier_label.code = T1"),
        new("name", static (request, text) => (request.Name = text).Length > 0, "plan-dashboard"),
        new("start", TakeStart, "snapshot, now") { IsStart = true },
        new("from_time", TakeTime, "2026-07-01T08:00:00+08:00") { IsStart = true },
        new("from_revision", TakeRevision, "4711") { IsStart = true },
        new("bookmark", TakeBookmark, "the id of an event") { IsStart = true },
    ];

    /// <summary>Takes a bookmark as it stands in an event's id.</summary>
    public static bool TakeBookmark(SubscribeRequest request, string text)
    {
        var bytes = new byte[text.Length];
        if (text.Length == 0 || !Convert.TryFromBase64String(Pluses(text), bytes, out var length))
            return false;
        request.Bookmark = ByteString.CopyFrom(bytes, 0, length);
        return true;
    }

    private static bool Add(ICollection<string> all, string text)
    {
        all.Add(text);
        return true;
    }

    private static bool TakeKind(SubscribeRequest request, string text)
    {
        request.Kinds.Add(KeyText.ParseKind(text));
        return request.Kinds[^1] != Kind.Unspecified;
    }

    private static bool TakeKey(SubscribeRequest request, string text)
    {
        if (!KeyText.TryParse(text, out var key))
            return false;
        request.Keys.Add(key);
        return true;
    }

    private static bool TakePrefix(SubscribeRequest request, string text)
    {
        if (text.Split('/', 2) is not [{ Length: > 0 } scheme, { Length: > 0 } value])
            return false;
        request.KeyPrefixes.Add(new KeyPrefix { Scheme = scheme, Value = value });
        return true;
    }

    private static bool TakeWhere(SubscribeRequest request, string text)
    {
        request.Where = PredicateText.TryParse(text, out var predicate, out _) ? predicate : null;
        return request.Where is not null;
    }

    private static bool TakeStart(SubscribeRequest request, string text)
    {
        if (text == "now")
            return request.Now = true;
        return text == "snapshot" && (request.Snapshot = true);
    }

    private static bool TakeTime(SubscribeRequest request, string text)
    {
        var isRead = DateTimeOffset.TryParseExact(
            Pluses(text), _instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        if (isRead)
            request.FromTime = Timestamp.FromDateTimeOffset(time);
        return isRead;
    }

    private static bool TakeRevision(SubscribeRequest request, string text)
    {
        var isRead = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision);
        if (isRead)
            request.FromRevision = revision;
        return isRead;
    }

    // A plus that was not escaped in the address arrives as a blank.
    private static string Pluses(string text) => text.Replace(' ', '+');
}
