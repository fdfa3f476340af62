using DataBus.Hub.Access;
using DataBus.Hub.Delivery.Predicates;
using DataBus.Hub.Delivery.Readers;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>Says everything that is wrong with a subscription at once.</summary>
internal static class RequestCheck
{
    private static readonly string[] _schemes = [.. Enum.GetValues<Kind>().SelectMany(KeyRules.SchemesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private const int MaxKeys = 10_000;
    private const int MaxPrefixes = 100;
    private const int MaxKeyLength = 128;

    /// <summary>Checks a request and makes its filter.</summary>
    /// <param name="request">The request.</param>
    /// <param name="view">What the caller may see.</param>
    /// <param name="sources">Names of the sources that there are.</param>
    /// <param name="codes">The codes that there are.</param>
    /// <exception cref="HubException">
    /// INVALID_ARGUMENT with all violations; PERMISSION_DENIED: a facet kind that is chosen, or that the predicate looks at, is closed to the caller.
    /// </exception>
    public static Filter Demand(SubscribeRequest request, FieldView view, IReadOnlyList<string> sources, KnownCodes codes)
    {
        var compiler = new EntityTestCompiler(view, codes);
        var where = compiler.Compile(request.Where);
        var flaws = Kinds(request).Concat(Keys(request)).Concat(Prefixes(request)).Concat(Facets(request)).Concat(Sources(request, sources))
            .Concat(Start(request)).Concat(ReaderName.FlawsOf(request.Name)).Concat(compiler.Flaws).ToArray();
        if (flaws.Length > 0)
            throw HubMessages.Invalid(flaws);
        DemandOpen(request, view);
        return new Filter(request, view, where);
    }

    private static IEnumerable<RequestFlaw> Kinds(SubscribeRequest request) => request.Kinds
        .Select(static (kind, index) => (kind, index))
        .Where(static item => KeyRules.SchemesOf(item.kind).Count == 0)
        .Select(static item => new RequestFlaw($"kinds[{item.index}]",
            $"{(int)item.kind} 不是主体种类，应为 1 至 4。", $"{(int)item.kind} is no kind; it must be 1 to 4."));

    private static IEnumerable<RequestFlaw> Keys(SubscribeRequest request) => request.Keys.Count > MaxKeys
        ? [new("keys", $"有 {request.Keys.Count} 个键，最多 {MaxKeys} 个。", $"There are {request.Keys.Count} keys; at most {MaxKeys} are allowed.")]
        : request.Keys
            .Select(static (key, index) => (Violation: KeyRules.Check(key), index))
            .Where(static item => item.Violation is not null)
            .Select(static item => new RequestFlaw($"keys[{item.index}]", item.Violation!.MessageZh, item.Violation.MessageEn));

    private static IEnumerable<RequestFlaw> Prefixes(SubscribeRequest request) => request.KeyPrefixes.Count > MaxPrefixes
        ? [new("key_prefixes", $"有 {request.KeyPrefixes.Count} 个键前缀，最多 {MaxPrefixes} 个。", $"There are {request.KeyPrefixes.Count} key prefixes; at most {MaxPrefixes} are allowed.")]
        : request.KeyPrefixes.Select(static (prefix, index) => (prefix, index)).SelectMany(static item => Prefix(item.prefix, $"key_prefixes[{item.index}]"));

    private static IEnumerable<RequestFlaw> Prefix(KeyPrefix prefix, string place)
    {
        if (!_schemes.Contains(prefix.Scheme))
            yield return new($"{place}.scheme", $"没有编号体系“{prefix.Scheme}”，可用：{string.Join(", ", _schemes)}。",
                $"There is no scheme \"{prefix.Scheme}\"; there are: {string.Join(", ", _schemes)}.");
        if (prefix.Value.Length is 0 or > MaxKeyLength)
            yield return new($"{place}.value", $"应有 1 至 {MaxKeyLength} 个字符。", $"It must have 1 to {MaxKeyLength} characters.");
    }

    // A mistyped name would be answered by a stream on which nothing ever comes.
    private static IEnumerable<RequestFlaw> Sources(SubscribeRequest request, IReadOnlyList<string> known) => request.Sources.Count > MaxPrefixes
        ? [new("sources", $"有 {request.Sources.Count} 个数源，最多 {MaxPrefixes} 个。", $"There are {request.Sources.Count} sources; at most {MaxPrefixes} are allowed.")]
        : request.Sources
            .Select(static (name, index) => (name, index))
            .Where(item => !known.Any(source => Filter.Covers(item.name, source)))
            .Select(item => new RequestFlaw($"sources[{item.index}]",
                $"没有数源“{item.name}”，现有：{string.Join(", ", known)}。", $"There is no source \"{item.name}\"; there are: {string.Join(", ", known)}."));

    private static IEnumerable<RequestFlaw> Facets(SubscribeRequest request) => request.Facets
        .Select(static (name, index) => (name, index))
        .Select(item => Facet(item.name, $"facets[{item.index}]", request.Kinds))
        .OfType<RequestFlaw>();

    // A kind and another kind's facet would be answered by a stream on which nothing ever comes.
    private static RequestFlaw? Facet(string name, string place, IReadOnlyCollection<Kind> kinds)
    {
        if (FacetCatalogue.Find(name) is { } facet)
            return kinds.Count == 0 || kinds.Contains(facet.EntityKind) ? null : new RequestFlaw(
                place,
                $"“{name}”是 {KeyText.Name(facet.EntityKind)} 的分面，不在所选的种类中：{string.Join(", ", kinds.Select(KeyText.Name))}。",
                $"\"{name}\" is a facet kind of {KeyText.Name(facet.EntityKind)}, which is none of the chosen kinds: {string.Join(", ", kinds.Select(KeyText.Name))}.");
        var names = string.Join(", ", FacetCatalogue.All.Select(static kind => kind.Name));
        return new RequestFlaw(place, $"没有名为“{name}”的分面，可用：{names}。", $"There is no facet kind \"{name}\"; there are: {names}.");
    }

    private static void DemandOpen(SubscribeRequest request, FieldView view)
    {
        if (request.Facets.Select(FacetCatalogue.Find).FirstOrDefault(facet => !view.ShowsSomeOf(facet!)) is { } closed)
            throw HubMessages.FacetClosed(closed.Name, closed.Zh);
    }

    private static IEnumerable<RequestFlaw> Start(SubscribeRequest request) =>
        request.StartCase switch
        {
            SubscribeRequest.StartOneofCase.Snapshot when !request.Snapshot => [new("snapshot", "应为 true 或不给出。", "It must be true or absent.")],
            SubscribeRequest.StartOneofCase.Now when !request.Now => [new("now", "应为 true 或不给出。", "It must be true or absent.")],
            _ => [],
        };
}
