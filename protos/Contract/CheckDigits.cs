namespace DataBus.V1;

/// <summary>Check characters of the numbers that the contract uses: computed, and verified.</summary>
/// <remarks>Numbers are taken as they are written: no trimming, no change of case. Wrong shape is false or null, never an exception.</remarks>
public static class CheckDigits
{
    private const string UsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int UsccLength = 18;
    private const int OrganisationCodeStart = 8;
    private const int RegnoLength = 15;

    private static readonly int[] _usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] _organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly int[] _applicationWeights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

    /// <summary>Check character of a unified social credit code (GB 32100-2015); null unless 17 characters of its alphabet are given.</summary>
    public static char? Uscc(ReadOnlySpan<char> body)
    {
        if (body.Length != UsccLength - 1)
            return null;

        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var value = UsccAlphabet.IndexOf(body[i], StringComparison.Ordinal);
            if (value < 0)
                return null;
            sum += value * _usccWeights[i];
        }

        return UsccAlphabet[(31 - sum % 31) % 31];
    }

    /// <summary>True for 18 characters of the alphabet, digits for the registering office, and the right check character.
    /// The organisation code inside is not looked at: see <see cref="HasSoundOrganisationCode"/>.</summary>
    public static bool IsUscc(ReadOnlySpan<char> code) => HasUsccShape(code) && Uscc(code[..^1]) == code[^1];

    /// <summary>True if a text looks like a unified social credit code: 18 characters of its alphabet with digits at places 3 to 8.</summary>
    public static bool HasUsccShape(ReadOnlySpan<char> code) =>
        code.Length == UsccLength && !code.ContainsAnyExcept(UsccAlphabet) && IsDigits(code[2..OrganisationCodeStart]);

    /// <summary>True if the organisation code inside a unified social credit code (places 9 to 17) has the right check character.</summary>
    public static bool HasSoundOrganisationCode(ReadOnlySpan<char> uscc) => uscc.Length == UsccLength
        && OrganisationCode(uscc[OrganisationCodeStart..^2]) == uscc[^2];

    /// <summary>Check character of an organisation code (GB 11714-1997); null unless 8 of 0-9, A-Z are given.</summary>
    public static char? OrganisationCode(ReadOnlySpan<char> body)
    {
        if (body.Length != _organisationWeights.Length)
            return null;

        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (!char.IsAsciiDigit(body[i]) && !char.IsAsciiLetterUpper(body[i]))
                return null;
            sum += (char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10) * _organisationWeights[i];
        }

        return Modulo11(11 - sum % 11);
    }

    /// <summary>True for a sound organisation code, with or without the hyphen before its check character.</summary>
    public static bool IsOrganisationCode(ReadOnlySpan<char> code) => code.Length switch
    {
        9 => OrganisationCode(code[..8]) == code[8],
        10 => code[8] == '-' && OrganisationCode(code[..8]) == code[9],
        _ => false,
    };

    /// <summary>Check digit of an old registration number (GS 15-2006); null unless 14 digits are given.</summary>
    public static char? Regno(ReadOnlySpan<char> body)
    {
        if (body.Length != RegnoLength - 1 || !IsDigits(body))
            return null;

        var product = 10;
        foreach (var digit in body)
        {
            var sum = (product + (digit - '0')) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (char)('0' + (11 - product) % 10);
    }

    /// <summary>True for 15 digits with the right check digit.</summary>
    public static bool IsRegno(ReadOnlySpan<char> number) => number.Length == RegnoLength && Regno(number[..^1]) == number[^1];

    /// <summary>Check character of a patent application number (ZC 0006-2003); null unless 12 digits (or the old 8) are given.</summary>
    public static char? ApplicationNumber(ReadOnlySpan<char> body)
    {
        if (body.Length is not (12 or 8) || !IsDigits(body))
            return null;

        var sum = 0;
        for (var i = 0; i < body.Length; i++)
            sum += (body[i] - '0') * _applicationWeights[i];
        return sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
    }

    /// <summary>True for a sound patent application number as the contract writes it: 13 (or the old 9) characters without a dot.</summary>
    public static bool IsApplicationNumber(ReadOnlySpan<char> number) =>
        HasApplicationNumberShape(number) && ApplicationNumber(number[..^1]) == number[^1];

    /// <summary>True if a text looks like an application number: 12 (or the old 8) digits with a known kind digit, then a digit or X.</summary>
    public static bool HasApplicationNumberShape(ReadOnlySpan<char> number)
    {
        if (number.Length is not (13 or 9) || !IsDigits(number[..^1]) || !(char.IsAsciiDigit(number[^1]) || number[^1] == 'X'))
            return false;
        return number[number.Length == 13 ? 4 : 2] is '1' or '2' or '3' or '8' or '9';
    }

    private static char Modulo11(int value) => value switch
    {
        10 => 'X',
        11 => '0',
        _ => (char)('0' + value),
    };

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
