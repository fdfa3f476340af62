using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>The columns that name the entity by one scheme of keys.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Headers">Names of its columns: one with the value, or two with issuer and number.</param>
internal sealed record KeyColumn(string Scheme, IReadOnlyList<string> Headers)
{
    private static readonly Dictionary<string, string[]> _headers = new()
    {
        ["uscc"] = ["统一社会信用代码"],
        ["regno"] = ["旧注册号"],
        ["local"] = ["本部门编号"],
        ["patent"] = ["专利公开（公告）号"],
        ["cert"] = ["认定单位", "证书编号"],
        ["contract"] = ["登记机构", "合同登记编号"],
        ["project"] = ["立项单位", "项目编号"],
        ["code"] = ["指标（任务）代码"],
    };

    private static readonly Dictionary<Kind, string> _kinds = new()
    {
        [Kind.Enterprise] = "企业",
        [Kind.Platform] = "平台",
        [Kind.Achievement] = "成果",
        [Kind.Indicator] = "指标",
    };

    /// <summary>The columns of a kind, best scheme first.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="taken">Names that fields have: a key's column of the same name gets the kind before it.</param>
    public static IReadOnlyList<KeyColumn> Of(Kind kind, IReadOnlyCollection<string> taken) =>
    [
        .. KeyRules.SchemesOf(kind).Select(scheme => new KeyColumn(
            scheme, [.. Names(scheme).Select(name => taken.Contains(name) ? $"{_kinds.GetValueOrDefault(kind)}{name}" : name)])),
    ];

    /// <summary>The texts of a key's value in its columns.</summary>
    /// <param name="value">The value.</param>
    /// <param name="source">The source that fills the template; its own numbers stand without its name.</param>
    public IReadOnlyList<string> Split(string value, string source)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (Headers.Count == 2)
            return colon < 0 ? [value, ""] : [value[..colon], value[(colon + 1)..]];
        return [Scheme == "local" ? LocalNumber.Shorten(value, source) : value];
    }

    private static string[] Names(string scheme) => _headers.GetValueOrDefault(scheme) ?? [scheme];
}
