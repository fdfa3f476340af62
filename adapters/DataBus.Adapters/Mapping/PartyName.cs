using System.Text;

namespace DataBus.Adapters.Mapping;

/// <summary>Names of parties (holders, licensees, shareholders), which are organisations or natural persons: persons' names are masked.</summary>
public static class PartyName
{
    private const int LongestPerson = 4;

    private static readonly char[] _separators = [';', '；', '、', '，', '\n'];

    // What names of organisations contain, and names of persons practically never.
    private static readonly string[] _organisations =
    [
        "公司", "企业", "集团", "合伙", "厂", "院", "所", "学校", "大学", "中学", "小学", "中心", "局", "银行", "会", "部", "社", "店", "行", "站", "队", "馆",
        "室", "厅", "处", "场", "园", "基地", "农庄", "矿", "政府", "软件", "实验", "Co.", "Ltd", "Inc", "GmbH", "Corp", "LLC", "S.A.", "A/S", "AG",
    ];

    /// <summary>Masks the name of a natural person; the name of an organisation stays. In doubt it is a person.</summary>
    /// <param name="name">One name.</param>
    public static string Mask(string name) => IsPerson(name) ? MaskedName.Of(name) : name;

    /// <summary>Masks the natural persons in a list of names; the list comes back with <c>;</c> between them.</summary>
    /// <param name="names">Names, separated by semicolons, commas or enumeration commas.</param>
    public static string MaskAll(string names) => string.Join(
        ';', names.Split(_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Mask));

    private static bool IsPerson(string name)
    {
        if (name.Contains('*', StringComparison.Ordinal) || name.Contains('＊', StringComparison.Ordinal))
            return true;
        if (_organisations.Any(mark => name.Contains(mark, StringComparison.Ordinal)))
            return false;
        var runes = name.EnumerateRunes().ToList();
        return runes.Count <= LongestPerson && runes.TrueForAll(IsHan)
            || name.Contains('·', StringComparison.Ordinal)
            || IsLatin(name);
    }

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;

    // Two words and more, of letters only: a foreigner. Foreign companies stand in Chinese registers under Chinese names.
    private static bool IsLatin(string name) =>
        name.Contains(' ', StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetter(letter) || letter is ' ' or '.' or '-' or '\'');
}
