using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Reads what query requests name, and says everything that is wrong at once.</summary>
internal sealed class QueryRequests
{
    private readonly List<RequestFlaw> _flaws = [];

    /// <summary>The key that a request names.</summary>
    public Key Key(string kind, string scheme, string value)
    {
        // A slash inside a path segment arrives escaped over HTTP.
        var key = new Key { Kind = Kind(kind), Scheme = scheme, Value = value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) };
        if (key.Kind != V1.Kind.Unspecified && KeyRules.Check(key) is { } wrong)
            Add(wrong.Field.Replace("key.", "", StringComparison.Ordinal), wrong.MessageZh, wrong.MessageEn);
        return key;
    }

    /// <summary>The key that a request names in one text; null if it is no sound key.</summary>
    public Key? Key(string field, string text)
    {
        if (!KeyText.TryParse(text, out var key))
            Add(field, $"“{text}”不是主体键，应形如 enterprise/uscc/91120112712847285B。", $"\"{text}\" is no key; one looks like enterprise/uscc/91120112712847285B.");
        else if (KeyRules.Check(key) is { } wrong)
            Add(field, wrong.MessageZh, wrong.MessageEn);
        return key;
    }

    /// <summary>The kind that a request names.</summary>
    public Kind Kind(string name)
    {
        var kind = KeyText.ParseKind(name);
        if (kind == V1.Kind.Unspecified)
            Add("kind", $"“{name}”不是主体种类，应为 enterprise、platform、achievement 或 indicator。",
                $"\"{name}\" is no kind; it must be enterprise, platform, achievement or indicator.");
        return kind;
    }

    /// <summary>The facet kind that a request names; null if it may name none and does not.</summary>
    public FacetKind? Facet(string name, bool isRequired, string field = "facet")
    {
        if (name.Length == 0 && !isRequired)
            return null;

        var facet = FacetCatalogue.Find(name);
        if (facet is null)
            Add(field, $"没有名为“{name}”的分面，可用：{string.Join("、", FacetCatalogue.All.Select(static kind => kind.Name))}。",
                $"There is no facet kind \"{name}\"; there are: {string.Join(", ", FacetCatalogue.All.Select(static kind => kind.Name))}.");
        return facet;
    }

    /// <summary>A count between 1 and a maximum; 0 stands for the default.</summary>
    public int Count(string field, uint value, int otherwise, int max)
    {
        if (value > max)
            Add(field, $"{field} 为 {value}，应为 1 至 {max}，0 表示 {otherwise}。", $"{field} is {value}; it must be 1 to {max}, or 0 for {otherwise}.");
        return value == 0 ? otherwise : (int)Math.Min(value, (uint)max);
    }

    /// <summary>A text of 1 to a maximum of characters; empty only where it may be.</summary>
    public void Text(string field, string value, int max, bool isRequired)
    {
        var length = value.EnumerateRunes().Count();
        if (length > max || (isRequired && string.IsNullOrWhiteSpace(value)))
            Add(field, $"{field} 应为 {(isRequired ? 1 : 0)} 至 {max} 个字符。", $"{field} must have {(isRequired ? 1 : 0)} to {max} characters.");
    }

    /// <summary>Adds something that is wrong.</summary>
    public void Add(string field, string zh, string en) => _flaws.Add(new RequestFlaw(field, zh, en));

    /// <exception cref="HubException">INVALID_ARGUMENT: something was wrong.</exception>
    public void Demand()
    {
        if (_flaws.Count > 0)
            throw HubMessages.Invalid(_flaws);
    }
}
