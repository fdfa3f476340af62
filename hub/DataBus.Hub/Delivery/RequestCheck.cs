using DataBus.Hub.Delivery.Readers;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>Says everything that is wrong with a subscription at once.</summary>
internal static class RequestCheck
{
    private const int MaxKeys = 10_000;

    /// <exception cref="HubException">INVALID_ARGUMENT with all violations.</exception>
    public static void Demand(SubscribeRequest request)
    {
        var flaws = Kinds(request).Concat(Keys(request)).Concat(Facets(request)).Concat(Start(request)).Concat(ReaderName.FlawsOf(request.Name)).ToArray();
        if (flaws.Length > 0)
            throw HubMessages.Invalid(flaws);
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

    private static IEnumerable<RequestFlaw> Facets(SubscribeRequest request) => request.Facets
        .Select(static (name, index) => (name, index))
        .Where(static item => FacetCatalogue.Find(item.name) is null)
        .Select(static item => new RequestFlaw($"facets[{item.index}]",
            $"没有名为“{item.name}”的信息面。",
            $"There is no facet kind \"{item.name}\"; there are: {string.Join(", ", FacetCatalogue.All.Select(static kind => kind.Name))}."));

    private static IEnumerable<RequestFlaw> Start(SubscribeRequest request) =>
        request.StartCase switch
        {
            SubscribeRequest.StartOneofCase.Snapshot when !request.Snapshot => [new("snapshot", "应为 true 或不给出。", "It must be true or absent.")],
            SubscribeRequest.StartOneofCase.Now when !request.Now => [new("now", "应为 true 或不给出。", "It must be true or absent.")],
            _ => [],
        };
}
