using System.Globalization;
using System.Text;

namespace DataBus.Hub.Desk;

/// <summary>
/// What a value looks like, so that values that are wrong in the same way fall together: 9 for digits, A for letters, 文 for Chinese
/// characters, runs shortened, other signs as they are. Full-width digits and letters are told apart (９, Ａ): they are a cause themselves.
/// </summary>
internal static class ValuePattern
{
    /// <summary>Longest pattern, in characters.</summary>
    private const int MaxLength = 40;

    private static readonly Rune _digit = new('9');
    private static readonly Rune _letter = new('A');
    private static readonly Rune _wideDigit = new('９');
    private static readonly Rune _wideLetter = new('Ａ');
    private static readonly Rune _chinese = new('文');

    public static string Of(string value)
    {
        var pattern = new StringBuilder();
        var length = 0;
        var before = default(Rune);
        foreach (var rune in value.EnumerateRunes())
        {
            var sign = SignOf(rune);
            if (sign == before && IsClass(sign))
                continue;
            if (++length > MaxLength)
                break;
            _ = pattern.Append(sign);
            before = sign;
        }
        return pattern.ToString();
    }

    private static Rune SignOf(Rune rune) => rune.Value switch
    {
        >= '０' and <= '９' => _wideDigit,
        (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') => _wideLetter,
        _ when Rune.IsDigit(rune) => _digit,
        _ when Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter => _chinese,
        _ when Rune.IsLetter(rune) => _letter,
        _ => rune,
    };

    private static bool IsClass(Rune sign) => sign == _digit || sign == _letter || sign == _wideDigit || sign == _wideLetter || sign == _chinese;
}
