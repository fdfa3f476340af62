using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Compiles the check of a declared format: rule <c>format</c>, and a rule of its own where only a check digit fails.</summary>
internal static class FormatChecks
{
    public static TextCheck Compile(Format format, FieldRuleFactory factory) => format switch
    {
        Format.Date => Simple(value => DateText.Read(value) is not null, factory,
            "应为存在的日期，写作 YYYY-MM-DD。", "must be an existing day, written YYYY-MM-DD."),
        Format.Decimal => Simple(value => Amount.Read(value) is not null, factory,
            $"应为十进制数：最多 {Amount.IntegerDigits} 位整数、6 位小数，不带千分位、单位或指数。",
            $"must be decimal text: at most {Amount.IntegerDigits} digits before the point and 6 behind, no separators, unit or exponent."),
        Format.Uscc => Uscc(factory),
        Format.Regno => CheckDigit(IsDigits(15), CheckDigits.IsRegno, factory,
            "应为 15 位数字的旧工商注册号", "must be an old registration number of 15 digits"),
        Format.ApplicationNumber => CheckDigit(
            value => CheckDigits.HasApplicationNumberShape(value), CheckDigits.IsApplicationNumber, factory,
            "应为不带点的专利申请号（12 位数字加校验位，或旧号 8 位加校验位）",
            "must be a patent application number without dot: 12 digits (or the old 8) and a check character"),
        Format.DocumentNumber => Simple(IsDocumentNumber, factory,
            "应为公开（公告）号：CN、9 位数字、文献种类字母，可再带一位数字。",
            "must be a document number: CN, 9 digits, a kind letter and an optional digit."),
        Format.MaskedName => Simple(MaskedName.IsMasked, factory,
            "应为已掩码的姓名：姓加“**”；明文姓名不得进入总线。",
            "must be a masked name, surname and \"**\": plain names never enter."),
        Format.Year => Simple(IsDigits(4), factory, "应为四位数字的年份。", "must be a year of four digits."),
        Format.Currency => Simple(value => value.Length == 3 && value.All(char.IsAsciiLetterUpper), factory,
            "应为三位大写字母的币种代码（ISO 4217），如 CNY。", "must be an ISO 4217 currency code, three capital letters, for example CNY."),
        Format.Key => Simple(IsKey, factory,
            "应为另一主体的键，写作 种类/编号方案/编号，如 achievement/patent/CN107293749。",
            "must be the key of another entity, written kind/scheme/value, for example achievement/patent/CN107293749."),
        _ => throw factory.Unsound($"format {format} is not known to this hub"),
    };

    private static TextCheck Simple(Func<string, bool> holds, FieldRuleFactory factory, string zh, string en)
    {
        var rule = factory.Make("format", zh, en);
        return value => holds(value) ? null : rule;
    }

    private static TextCheck CheckDigit(
        Func<string, bool> hasShape, Func<ReadOnlySpan<char>, bool> isSound, FieldRuleFactory factory, string zh, string en)
    {
        var format = factory.Make("format", $"{zh}。", $"{en}.");
        var checkDigit = factory.Make("check_digit", $"{zh}，且校验位正确。", $"{en}, and the check character must be right.");
        return value => !hasShape(value) ? format : isSound(value) ? null : checkDigit;
    }

    private static TextCheck Uscc(FieldRuleFactory factory)
    {
        var code = CheckDigit(value => CheckDigits.HasUsccShape(value), CheckDigits.IsUscc, factory,
            "应为 18 位统一社会信用代码（不使用 I、O、S、V、Z）", "must be a unified social credit code of 18 characters (no I, O, S, V, Z)");
        var organisation = factory.Make(
            "org_check_digit", "其中第 9 至 17 位组织机构代码的校验位不符，请核对。",
            "has a wrong check character in its organisation code (places 9 to 17): compare it with the register.",
            Severity.Warning);
        return value => code(value) ?? (CheckDigits.HasSoundOrganisationCode(value) ? null : organisation);
    }

    private static Func<string, bool> IsDigits(int count) => value => value.Length == count && value.All(char.IsAsciiDigit);

    private static bool IsKey(string value) => KeyText.TryParse(value, out var key) && KeyRules.Check(key) is null;

    private static bool IsDocumentNumber(string value) => value.Length is 12 or 13
        && value.StartsWith("CN", StringComparison.Ordinal)
        && !value.AsSpan(2, 9).ContainsAnyExceptInRange('0', '9')
        && char.IsAsciiLetterUpper(value[11])
        && (value.Length == 12 || char.IsAsciiDigit(value[12]));
}
