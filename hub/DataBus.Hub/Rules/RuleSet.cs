using DataBus.Hub.Rules.Spanning;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Rules;

/// <summary>The rules of the contract, compiled once. Immutable; any thread may ask.</summary>
/// <remarks>Rules see one change and nothing else. Whether its key is sound and who owns the address is judged elsewhere.</remarks>
internal sealed class RuleSet
{
    private const uint CurrentVersion = 2;
    private const string ContractVersion = "1.1";

    private readonly Dictionary<int, FacetRules> _facets;
    private readonly EnvelopeRules _envelope = new();

    /// <summary>Compiles the rules; a contract that cannot be judged stops the start.</summary>
    public RuleSet() => _facets = FacetCatalogue.All.ToDictionary(
        kind => kind.ContentNumber,
        kind => new FacetRules(kind, SpanningRules.All));

    /// <summary>Version of the rule set, raised with every change of a rule, a severity or a code table: the log says by which one a
    /// change was judged.</summary>
    public uint Version => CurrentVersion;

    /// <summary>Version of the contract.</summary>
    public string Contract => ContractVersion;

    /// <summary>All rules, for people and for the tests of the contract.</summary>
    public IEnumerable<Rule> Rules => _envelope.Rules.Concat(_facets.Values.SelectMany(facet => facet.Rules));

    /// <summary>Only the hub may say this: a pending mark, or what the hub adds. In a push it is an error of the envelope.</summary>
    public static bool IsHubOnly(Change change) => change.Hub is not null || change.ContentCase == Change.ContentOneofCase.Pending;

    /// <summary>Judges one change by all rules that concern it.</summary>
    public Verdict Check(Change change)
    {
        if (change.CalculateSize() > ChangeRules.MaxBytes)
            return new Verdict([ChangeRules.TooLarge.Broken("", "")], 1);

        var findings = new Findings();
        var facet = _facets.GetValueOrDefault((int)change.ContentCase);
        _envelope.Check(change, findings);
        if (facet?.Kind.ContentOf(change) is { } content)
            facet.Check(content, change.Key, findings);
        return new Verdict(findings.Violations, _envelope.Rules.Count + (facet?.Rules.Count ?? 0));
    }
}
