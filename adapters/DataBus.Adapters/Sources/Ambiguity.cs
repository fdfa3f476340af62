using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources;

/// <summary>Finds addresses for which one read has several contents and no order among them: nobody may guess which one holds.</summary>
internal sealed class Ambiguity
{
    private readonly Dictionary<(AddressId, string), (UInt128 Hash, SourceVersion? Version)> _first = [];
    private readonly HashSet<(AddressId, string)> _ambiguous = [];

    /// <summary>Takes note of a row, in a first reading.</summary>
    public void Add(MappedItem item)
    {
        if (item.Address is not { } address)
            return;
        var id = (address, item.EventId);
        var version = item.HasOwnVersion ? item.Item.Change.SourceVersion : null;
        if (_first.TryAdd(id, (item.Hash, version)))
            return;
        var first = _first[id];
        // Rows that tell their versions are in order by them.
        if (first.Hash != item.Hash && (first.Version is null || version is null || first.Version.Equals(version)))
            _ambiguous.Add(id);
    }

    /// <summary>Tells whether the read has another content for the address (or event) of a row.</summary>
    public bool Has(MappedItem item) => item.Address is { } address && _ambiguous.Contains((address, item.EventId));

    /// <summary>The violation that such a row carries.</summary>
    public static Violation Violation() => new()
    {
        Rule = "kit.ambiguous",
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = "同一次读取中同一对象有两种不同内容, 无法判定以哪条为准; 两条都留待处理",
        MessageEn = "One read has two different contents for this address and does not say which one holds; both are held",
    };
}
