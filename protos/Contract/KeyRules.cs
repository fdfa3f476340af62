namespace DataBus.V1;

/// <summary>The rules of keys: a scheme that the kind allows, and a value that the scheme allows.</summary>
public static class KeyRules
{
    /// <summary>Version of these rules; raised when one becomes tighter.</summary>
    public const uint Version = 1;

    /// <summary>Longest value, in Unicode characters.</summary>
    public const int MaxValueLength = 128;

    private const int ShownValueLength = 200;

    private static readonly Dictionary<Kind, string[]> _schemes = new()
    {
        [Kind.Enterprise] = ["uscc", "regno", "local"],
        [Kind.Platform] = ["cert", "local"],
        [Kind.Achievement] = ["patent", "contract", "project", "local"],
        [Kind.Indicator] = ["code", "local"],
    };

    /// <summary>The schemes that a kind allows, best first; empty for an unspecified kind.</summary>
    public static IReadOnlyList<string> SchemesOf(Kind kind) => _schemes.GetValueOrDefault(kind) ?? [];

    /// <summary>Checks a key.</summary>
    /// <returns>The first broken rule (ids <c>key.kind</c>, <c>key.scheme</c>, <c>key.value.length</c>, <c>key.value.format</c>,
    /// <c>key.value.check_digit</c>), always an ERROR; null if the key is sound.</returns>
    public static Violation? Check(Key? key)
    {
        if (key is null || SchemesOf(key.Kind) is not { Count: > 0 } schemes)
            return Broken("kind", "kind", "", "键没有主体种类，应为企业、平台、成果或指标之一。",
                "The key has no kind; it must be enterprise, platform, achievement or indicator.");
        if (!schemes.Contains(key.Scheme))
            return Broken("scheme", "scheme", key.Scheme, $"“{KeyText.Name(key.Kind)}”不用这种编号，可用：{string.Join("、", schemes)}。",
                $"A key of kind {KeyText.Name(key.Kind)} has one of the schemes {string.Join(", ", schemes)}.");
        return CheckText(key.Value) ?? CheckNumber(key.Scheme, key.Value);
    }

    private static Violation? CheckText(string value)
    {
        var length = value.EnumerateRunes().Count();
        if (length is 0 or > MaxValueLength)
            return Broken("value.length", "value", value, $"键值应为 1 至 {MaxValueLength} 个字符，现为 {length} 个。",
                $"The key's value must have 1 to {MaxValueLength} characters; it has {length}.");
        if (value.Trim().Length != value.Length || value.Any(char.IsControl))
            return Broken("value.format", "value", value, "键值首尾不得有空白，中间不得有控制字符。",
                "The key's value must not begin or end with white space or contain control characters.");
        return null;
    }

    private static Violation? CheckNumber(string scheme, string value) => scheme switch
    {
        "uscc" when !CheckDigits.HasUsccShape(value) => Broken("value.format", "value", value,
            "统一社会信用代码应为 18 位大写字母和数字（不含 I O S V Z）。",
            "A unified social credit code has 18 digits and capital letters without I, O, S, V, Z."),
        "uscc" when !CheckDigits.IsUscc(value) => Broken("value.check_digit", "value", value,
            $"统一社会信用代码校验位不符：按前 17 位应为 {CheckDigits.Uscc(value.AsSpan(0, 17))}。请核对代码，总线不代为改正。",
            $"The check character of the unified social credit code is wrong: its first 17 characters give {CheckDigits.Uscc(value.AsSpan(0, 17))}."),
        "regno" when value.Length != 15 || value.AsSpan().ContainsAnyExceptInRange('0', '9') => Broken("value.format", "value", value,
            "旧注册号应为 15 位数字。", "An old registration number has 15 digits."),
        "regno" when !CheckDigits.IsRegno(value) => Broken("value.check_digit", "value", value,
            $"旧注册号校验位不符：按前 14 位应为 {CheckDigits.Regno(value.AsSpan(0, 14))}。",
            $"The check digit of the registration number is wrong: its first 14 digits give {CheckDigits.Regno(value.AsSpan(0, 14))}."),
        "patent" when !IsPatent(value) => Broken("value.format", "value", value,
            "专利键应为不带种类字母的公开(公告)号：CN 加 9 位数字，首位为 1、2 或 3，例如 CN102307917。",
            "A patent's key is its document number without the kind letter: CN and 9 digits, the first 1, 2 or 3, for example CN102307917."),
        "code" when !IsCode(value) => Broken("value.format", "value", value,
            "指标代码应为 JN- 或 T- 加两位数字，例如 JN-01。", "An indicator's code is JN- or T- and two digits, for example JN-01."),
        "cert" or "contract" or "project" or "local" when !HasIssuer(value) => Broken("value.format", "value", value,
            "键值应为“发证（编号）单位:编号”。", "The key's value must be issuer, colon, number."),
        _ => null,
    };

    private static bool IsPatent(string value) => value.Length == 11 && value.StartsWith("CN", StringComparison.Ordinal)
        && !value.AsSpan(2).ContainsAnyExceptInRange('0', '9') && value[2] is '1' or '2' or '3';

    private static bool IsCode(string value)
    {
        var number = value.StartsWith("JN-", StringComparison.Ordinal) ? value.AsSpan(3)
            : value.StartsWith("T-", StringComparison.Ordinal) ? value.AsSpan(2) : "";
        return number.Length == 2 && !number.ContainsAnyExceptInRange('0', '9');
    }

    private static bool HasIssuer(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < value.Length - 1;
    }

    private static Violation Broken(string check, string field, string value, string zh, string en) => new()
    {
        Rule = "key." + check,
        RuleVersion = Version,
        Severity = Severity.Error,
        Field = "key." + field,
        Value = value.Length <= ShownValueLength ? value : value[..ShownValueLength],
        MessageZh = zh,
        MessageEn = en,
    };
}
