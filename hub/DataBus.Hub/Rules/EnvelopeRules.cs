using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Rules;

/// <summary>Judges what stands around a change's content: unknown fields, the kind of its facet, marks, the source's time.</summary>
internal sealed class EnvelopeRules
{
    private readonly Func<IMessage, bool> _unknownInChange = UnknownFields.ProbeFor(Change.Descriptor);
    private readonly MessageRules _key = MessageRules.Compile(Key.Descriptor, RuleScope.Beside("key"));
    private readonly MessageRules _sourceVersion = MessageRules.Compile(SourceVersion.Descriptor, RuleScope.Beside("source_version"));
    private readonly MessageRules _tombstone = MessageRules.Compile(Tombstone.Descriptor, RuleScope.Beside("tombstone"));

    public EnvelopeRules() => Rules = [.. ChangeRules.All, .. _key.Rules, .. _sourceVersion.Rules, .. _tombstone.Rules];

    public IReadOnlyList<Rule> Rules { get; }

    public void Check(Change change, Findings findings)
    {
        if (_unknownInChange(change))
            findings.Add(ChangeRules.UnknownField);
        Walk(_key, "key", change.Key, findings);
        Walk(_sourceVersion, "source_version", change.SourceVersion, findings);
        Walk(_tombstone, "tombstone", change.Tombstone, findings);
        CheckContent(change, findings);
    }

    private static void Walk(MessageRules rules, string field, IMessage? message, Findings findings)
    {
        if (message is null)
            return;

        findings.Enter(field);
        rules.Check(message, findings);
        findings.Leave();
    }

    private static void CheckContent(Change change, Findings findings)
    {
        var kind = FacetCatalogue.Of(change);
        if (change.ContentCase == Change.ContentOneofCase.None)
            findings.Add(ChangeRules.NoContent);
        else if (change.Tombstone is { } tombstone && !IsSound(tombstone, kind))
            findings.AddAt("tombstone", ChangeRules.Tombstone, $"{tombstone.Facet} {tombstone.Instance}");
        else if (kind is not null && change.Key is { Kind: not Kind.Unspecified } key && key.Kind != kind.EntityKind)
            findings.AddAt("key", ChangeRules.WrongKind, kind.Name);
    }

    /// <summary>The instance of a tombstone has as many parts as its facet kind declares; a part may not be empty.</summary>
    private static bool IsSound(Tombstone tombstone, FacetKind? kind)
    {
        if (kind is null || kind.IsEvent)
            return false;
        if (!kind.IsMany)
            return tombstone.Instance.Length == 0;

        var parts = tombstone.Instance.Split('|');
        return parts.Length == kind.InstanceFields.Count && parts.All(part => part.Length > 0);
    }
}
