using System.Text;

namespace DataBus.Adapters.Mapping;

/// <summary>Names of natural persons: surname and <c>**</c>, nothing more leaves the bureau.</summary>
internal static class MaskedName
{
    private const string Mask = "**";

    private static readonly HashSet<string> _compound =
    [
        "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政",
        "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
        "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌",
        "微生", "梁丘", "左丘", "东门", "西门",
    ];

    /// <summary>Masks a name; one that is masked already stays.</summary>
    public static string Of(string name)
    {
        var star = name.AsSpan().IndexOfAny('*', '＊');
        var plain = star < 0 ? name : name[..star].TrimEnd();
        if (plain.Length == 0)
            return Mask;
        return Surname(plain) + Mask;
    }

    private static string Surname(string plain)
    {
        var runes = plain.EnumerateRunes().Take(3).ToList();
        if (runes.Count > 2 && string.Concat(runes[0], runes[1]) is var two && _compound.Contains(two))
            return two;
        return runes.Count == 2 && _compound.Contains(plain) ? plain : First(runes[0]);
    }

    private static string First(Rune rune) => rune.ToString();
}
