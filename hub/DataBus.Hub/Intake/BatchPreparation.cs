using System.Text;
using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Intake;

/// <summary>Does on the caller's thread all that needs no state: envelope, key, address, hash, rules.</summary>
internal sealed class BatchPreparation(RuleSet rules)
{
    private RuleSet _rules = rules;

    /// <summary>The rules of now.</summary>
    public RuleSet Rules => Volatile.Read(ref _rules);

    /// <summary>Judges by other rules from now on; for the writer alone, which then judges anew what was prepared by the rules of before.</summary>
    public void Use(RuleSet rules) => Volatile.Write(ref _rules, rules);

    private const int MaxAddressBytes = 1024;

    /// <exception cref="HubException">INVALID_ARGUMENT, RESOURCE_EXHAUSTED: the envelope.</exception>
    public PreparedBatch Prepare(string source, ulong lease, Batch batch)
    {
        BatchEnvelope.Demand(batch);
        var rules = Rules;
        return new PreparedBatch(source, lease, batch, [.. batch.Items.Select(item => Prepare(item, source, rules))], rules);
    }

    /// <summary>Judges a batch anew if the rules have changed since it was prepared.</summary>
    public PreparedBatch Renew(PreparedBatch batch)
    {
        var rules = Rules;
        return rules == batch.Rules
            ? batch
            : batch with { Items = [.. batch.Batch.Items.Select(item => Prepare(item, batch.Source, rules))], Rules = rules };
    }

    /// <summary>Judges a change with these rules: its key, what the rules say, and its address if it has a sound one.</summary>
    public static (Address? Address, IReadOnlyList<Violation> Violations) Judge(Change change, string source, RuleSet rules)
    {
        if (KeyRules.Check(change.Key) is { } unsound)
            return (null, [unsound, .. rules.Check(change, source).Violations]);
        var violations = rules.Check(change, source).Violations;
        if (Addresses.Of(change) is { } address && IsSound(address, change))
            return (address, violations);
        return (null, violations.Hold() ? violations : [.. violations, NoAddress()]);
    }

    private static PreparedItem Prepare(PushItem item, string source, RuleSet rules)
    {
        if (item.Change is not { } change)
            return new PreparedItem(item, WithError(item.Violations), null, "", HashOfRaw(item), "");

        var (address, own) = Judge(change, source, rules);
        IReadOnlyList<Violation> violations = item.Violations.Count == 0 ? own : [.. item.Violations, .. own];
        return address is null
            ? new PreparedItem(item, violations, null, "", HashOfRaw(item), "")
            : new PreparedItem(item, violations, address, Addresses.EventIdOf(change), OriginHash.Of(change), FacetCatalogue.Of(change)?.PartOf(change));
    }

    private static byte[] HashOfRaw(PushItem item) =>
        OriginHash.OfRaw(item.Raw.IsEmpty ? item.Change?.ToByteArray() ?? [] : item.Raw.Span);

    // Address parts stand in keys between zero bytes; what does not fit there has no address.
    private static bool IsSound(Address address, Change change)
    {
        var text = string.Concat(address.Key.Value, address.Facet, address.Instance, Addresses.EventIdOf(change));
        return !text.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(text) <= MaxAddressBytes
            && (FacetCatalogue.Of(change) is not { IsEvent: true } || Addresses.EventIdOf(change).Length > 0)
            && FacetCatalogue.Of(change)?.EntityKind == address.Key.Kind;
    }

    private static IReadOnlyList<Violation> WithError(IReadOnlyList<Violation> violations) =>
        violations.Hold() ? violations : [.. violations, NoAddress()];

    private static Violation NoAddress() => new()
    {
        Rule = HubRules.NoAddress,
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = "无法确定这条数据写到哪个地址:主体、分面或实例缺失,或与主体种类不符。",
        MessageEn = "No address can be made of it: entity, facet or instance is missing, or the facet is not of this kind of entity.",
    };
}
