using System.Buffers;
using System.Text;

namespace DataBus.Hub.Rules;

/// <summary>Tells whether a natural person's name is masked: one letter, or a compound surname, and then exactly <c>**</c>.</summary>
/// <remarks>Any other two characters before the mask may be a whole name (张伟**), so only the known compound surnames pass.</remarks>
internal static class MaskedName
{
    private const string Mask = "**";

    /// <summary>Compound surnames in use (百家姓 and the common ones outside it).</summary>
    private static readonly HashSet<string> _compound =
    [
        .. "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶".Split(' '),
        .. "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良".Split(' '),
        .. "漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五".Split(' '),
        .. "完颜 纳兰 叶赫 歐陽 司馬 諸葛 東方 南宮".Split(' '),
    ];

    public static bool IsMasked(string value)
    {
        if (!value.EndsWith(Mask, StringComparison.Ordinal))
            return false;

        var surname = value[..^Mask.Length];
        return _compound.Contains(surname) || IsOneLetter(surname);
    }

    private static bool IsOneLetter(string text) =>
        Rune.DecodeFromUtf16(text, out var letter, out var length) == OperationStatus.Done && length == text.Length && Rune.IsLetter(letter);
}
