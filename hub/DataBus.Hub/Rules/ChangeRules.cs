using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>The rules of a change as a whole, whatever facet it carries.</summary>
internal static class ChangeRules
{
    /// <summary>Largest change, serialised. A record of the log holds one such change at most.</summary>
    public const int MaxBytes = 512 * 1024;

    public static Rule UnknownField { get; } = Error("unknown_field",
        "含有本中枢契约中没有的字段；请先升级中枢，或由来源去掉该字段。",
        "carries a field that this hub's contract does not know: upgrade the hub first, or leave the field out.");

    public static Rule NoContent { get; } = Error("no_content",
        "没有内容：应带有一个分面的内容，或删除标记。",
        "has no content: it must carry the content of one facet, or a tombstone.");

    public static Rule Tombstone { get; } = Error("tombstone",
        "删除标记应写明契约中的分面，以及该分面的实例（每主体仅一份的分面不写）；事件不能删除。",
        "a tombstone must name a facet of the contract and its instance (none where an entity has one only); events cannot be deleted.");

    public static Rule WrongKind { get; } = Error("kind",
        "分面与主键所指的主体种类不符：如 enterprise.* 只能属于 enterprise。",
        "the facet does not belong to the kind of entity that the key names: enterprise.* goes with enterprise, and so on.");

    public static Rule TooLarge { get; } = Error("too_large",
        $"过大：序列化后不应超过 {MaxBytes / 1024} KB。",
        $"is too large: at most {MaxBytes / 1024} KB serialised.");

    public static IReadOnlyList<Rule> All { get; } = [UnknownField, NoContent, Tombstone, WrongKind, TooLarge];

    private static Rule Error(string check, string zh, string en) =>
        Rule.Error($"change.{check}", $"变更{zh}", $"The change: {en}");
}
