using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Rules;

/// <summary>All rules of one facet kind: those that its fields declare, and those that span fields.</summary>
internal sealed class FacetRules
{
    private readonly MessageRules _declared;
    private readonly ISpanningRule[] _spanning;

    public FacetRules(FacetKind kind, IEnumerable<ISpanningRule> spanning, CodeBook codes)
    {
        _declared = MessageRules.Compile(kind.Descriptor, RuleScope.Root(kind, codes));
        _spanning = [.. spanning.Where(rule => rule.Facet == kind.Descriptor)];
        Kind = kind;
        Rules = [.. _declared.Rules, .. _spanning.SelectMany(rule => rule.Rules)];
    }

    public FacetKind Kind { get; }

    public IReadOnlyList<Rule> Rules { get; }

    public void Check(IMessage content, Key? key, Findings findings)
    {
        _declared.Check(content, findings);
        foreach (var rule in _spanning)
            rule.Check(content, key, findings);
    }
}
