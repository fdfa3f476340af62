using DataBus.Hub.Rules.Spanning;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Rules;

/// <summary>The rules of the contract, with what operators have set beside it, compiled once. Immutable; any thread may ask.</summary>
/// <remarks>Rules see one change and nothing else. Whether its key is sound and who owns the address is judged elsewhere.</remarks>
internal sealed class RuleSet
{
    private const uint ContractRules = 2;

    private readonly Dictionary<int, FacetRules> _facets;
    private readonly EnvelopeRules _envelope = new();
    private readonly Severities _severities;

    /// <summary>The rules of the contract alone; a contract that cannot be judged stops the start.</summary>
    public static RuleSet OfTheContract { get; } = new([], [], 0);

    /// <summary>Compiles the rules with what operators have set.</summary>
    /// <param name="codes">Codes added to the contract's tables.</param>
    /// <param name="severities">Severities in place of the contract's.</param>
    /// <param name="entries">How many entries of the log made them.</param>
    public RuleSet(IEnumerable<CodeAdded> codes, IEnumerable<SeveritySet> severities, uint entries)
    {
        var book = new CodeBook(codes);
        _severities = new Severities(severities);
        _facets = FacetCatalogue.All.ToDictionary(kind => kind.ContentNumber, kind => new FacetRules(kind, SpanningRules.All, book));
        Version = ContractRules + entries;
    }

    /// <summary>Version of the rule set, raised with every change of a rule, a severity or a code table: the log says by which one a
    /// change was judged.</summary>
    public uint Version { get; }

    /// <summary>Version of the contract.</summary>
    public string Contract => ContractVersion.Current;

    /// <summary>All rules, for people and for the tests of the contract.</summary>
    public IEnumerable<Rule> Rules => _envelope.Rules.Concat(_facets.Values.SelectMany(facet => facet.Rules));

    /// <summary>Only the hub may say this: a pending mark, or what the hub adds. In a push it is an error of the envelope.</summary>
    public static bool IsHubOnly(Change change) => change.Hub is not null || change.ContentCase == Change.ContentOneofCase.Pending;

    /// <summary>Judges one change by all rules that concern it, with the severities that the contract and all sources have.</summary>
    public Verdict Check(Change change) => Check(change, "");

    /// <summary>Judges one change of a source by all rules that concern it.</summary>
    public Verdict Check(Change change, string source)
    {
        if (change.CalculateSize() > ChangeRules.MaxBytes)
            return new Verdict([ChangeRules.TooLarge.Broken("", "")], 1);

        var findings = new Findings();
        var facet = _facets.GetValueOrDefault((int)change.ContentCase);
        _envelope.Check(change, findings);
        if (facet?.Kind.ContentOf(change) is { } content)
            facet.Check(content, change.Key, findings);
        return new Verdict(_severities.Apply(findings.Violations, source), _envelope.Rules.Count + (facet?.Rules.Count ?? 0));
    }
}
