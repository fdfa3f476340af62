using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>
/// Registered capital as registers write it: <c>50(万元人民币)</c>, <c>100万元人民币</c>, <c>18.2人民币元</c>, <c>(万美元)</c>.
/// Amount, unit and currency are taken apart, and nothing is multiplied: a missing 万 is not ours to put back.
/// </summary>
internal static partial class CapitalConverter
{
    /// <summary>Names of the parts that it makes.</summary>
    public static readonly IReadOnlyList<string> Parts = ["amount", "unit", "currency", "raw"];

    private static readonly (string Text, string Code)[] _currencies =
    [
        ("人民币", "CNY"), ("美元", "USD"), ("美金", "USD"), ("港币", "HKD"), ("港元", "HKD"), ("日元", "JPY"), ("日圆", "JPY"), ("欧元", "EUR"),
        ("德国马克", "DEM"), ("英镑", "GBP"), ("加拿大元", "CAD"), ("加元", "CAD"), ("澳大利亚元", "AUD"), ("澳元", "AUD"), ("新加坡元", "SGD"), ("韩元", "KRW"),
        ("韩国元", "KRW"), ("瑞士法郎", "CHF"), ("法国法郎", "FRF"), ("新台币", "TWD"), ("台币", "TWD"), ("澳门元", "MOP"),
    ];

    /// <summary>Makes the parts of the one text that a value has.</summary>
    public static void Apply(Conversion conversion)
    {
        if (conversion.Items.Count == 0)
            return;
        var raw = string.Join(';', conversion.Items);
        var parts = Parse(raw);
        if (parts is null)
            conversion.Add("kit.capital", Severity.Warning, raw, "无法分出数额、单位和币种, 只保留原文", "Amount, unit and currency cannot be told apart; only the text is kept");
        parts ??= [];
        parts["raw"] = raw;
        conversion.SetParts(parts);
    }

    private static Dictionary<string, string>? Parse(string raw)
    {
        var match = Shape().Match(TextConverters.HalfWidth(raw).Replace(" ", "", StringComparison.Ordinal));
        if (!match.Success)
            return null;
        var parts = new Dictionary<string, string>();
        var amount = match.Groups["amount"].Value.Replace(",", "", StringComparison.Ordinal);
        var words = match.Groups["words"].Value;
        if (amount.Length == 0 && words.Length == 0)
            return null;
        if (amount.Length > 0)
            parts["amount"] = amount;
        if (words.Contains('万'))
            parts["unit"] = "万元";
        else if (words.Length > 0)
            parts["unit"] = "元";
        words = words.Replace("万", "", StringComparison.Ordinal);
        var (text, code) = _currencies.FirstOrDefault(c => words.Contains(c.Text, StringComparison.Ordinal));
        if (code is not null)
            parts["currency"] = code;
        var rest = (text is null ? words : words.Replace(text, "", StringComparison.Ordinal)).Trim('元');
        return rest.Length == 0 ? parts : null;
    }

    // "元" alone names no currency: whether it is yuan is for the contract's rules to say.
    [GeneratedRegex(@"\A(?<amount>[0-9]+(?:[.][0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?)?(?:\((?<words>[^()]*)\)|(?<words>[^()0-9]*))\z")]
    private static partial Regex Shape();
}
