using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>What a reader of the model asks for, and the same said once more in other words.</summary>
/// <param name="Name">For people.</param>
/// <param name="Request">What it asks for.</param>
/// <param name="Has">Whether a content or mark is one that it asks for, by itself.</param>
/// <param name="Matches">Whether it follows an entity of which these are the live contents.</param>
internal sealed record Followed(
    string Name, SubscribeRequest Request, Func<Address, string, bool> Has, Func<IReadOnlyCollection<Change>, bool> Matches)
{
    public static IReadOnlyList<Followed> All { get; } =
    [
        new("everything", new(), Any, Always),
        new("enterprises", new() { Kinds = { Kind.Enterprise } }, (address, _) => address.Key.Kind == Kind.Enterprise, Always),
        new("key prefix", new() { KeyPrefixes = { new KeyPrefix { Scheme = "patent", Value = "CN1" } } }, (address, _) => address.Key.Scheme == "patent", Always),
        new("sources of science", new() { Sources = { "science.*" } }, (_, source) => source.StartsWith("science.", StringComparison.Ordinal), Always),
        new("two sources, labels", new() { Sources = { "industry.tier-labels", "ip-center.api" }, Facets = { "enterprise.tier_label" } },
            (address, source) => address.Facet == "enterprise.tier_label" && source == "industry.tier-labels", Always),
        new("address is", new() { Where = Some("enterprise.registration", Field("address", test => test.Equals_ = Address(1))) }, Any, At(1)),
        new("address is not", new() { Where = new() { Not = Some("enterprise.registration", Field("address", test => test.Equals_ = Address(1))) } },
            Any, contents => !At(1)(contents)),
        new("address in", new() { Where = Some("enterprise.registration", Field("address", test => test.In = new() { Values = { Address(0), Address(2) } })) },
            Any, contents => At(0)(contents) || At(2)(contents)),
        new("batch of one label, its registration only",
            new() { Facets = { "enterprise.registration" }, Where = Some("enterprise.tier_label", Field("code", test => test.Prefix = "T"), Field("batch", test => test.Equals_ = "第1批")) },
            (address, _) => address.Facet == "enterprise.registration",
            contents => contents.Any(change => change.TierLabel is { Batch: "第1批" } label && label.Code[0] == 'T')),
        new("a label and no registration",
            new() { Kinds = { Kind.Enterprise }, Where = new() { All = new() { Predicates = { Some("enterprise.tier_label"), new EntityPredicate { Not = Some("enterprise.registration") } } } } },
            (address, _) => address.Key.Kind == Kind.Enterprise,
            contents => contents.Any(change => change.TierLabel is not null) && contents.All(change => change.Registration is null)),
        new("an event after a text, or no batch",
            new() { Where = new() { Any = new() { Predicates = {
                Some("achievement.legal_event", Field("text", test => test.Range = new FieldRange { From = "说明1", Below = "说明2" })),
                Some("enterprise.tier_label", Field("valid_from", test => test.Exists = false)) } } } },
            Any, contents => contents.Any(change => change.LegalEvent is { Text: "说明1" } || change.TierLabel is { ValidFrom: "" })),
        new("what science says of enterprises at an address",
            new() { Sources = { "science.tier-labels" }, Where = Some("enterprise.registration", Field("address", test => test.Equals_ = Address(2))) },
            (_, source) => source == "science.tier-labels", At(2)),
    ];

    private static bool Any(Address address, string source) => true;

    private static bool Always(IReadOnlyCollection<Change> contents) => true;

    private static Func<IReadOnlyCollection<Change>, bool> At(int text) => contents => contents.Any(change => change.Registration?.Address == Address(text));

    private static string Address(int text) => $"天津市津南区示例路{text}号";

    private static EntityPredicate Some(string facet, params FieldTest[] fields) => new() { Some = new FacetTest { Facet = facet, Fields = { fields } } };

    private static FieldTest Field(string name, Action<FieldTest> asks)
    {
        var test = new FieldTest { Field = name };
        asks(test);
        return test;
    }
}
