namespace DataBus.V1;

/// <summary>Exact amounts in decimal text, the contract's <see cref="Format.Decimal"/>.</summary>
public static class DecimalText
{
    private const int MaxFraction = 6;

    /// <summary>True for an optional <c>-</c>, digits, and optionally <c>.</c> with 1 to 6 digits; nothing else.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var unsigned = text.StartsWith('-') ? text[1..] : text;
        var point = unsigned.IndexOf('.');
        var whole = point < 0 ? unsigned : unsigned[..point];
        var fraction = point < 0 ? "0" : unsigned[(point + 1)..];
        return IsDigits(whole) && IsDigits(fraction) && fraction.Length <= MaxFraction;
    }

    /// <summary>The shortest text of the same amount: no leading or trailing zeros, no minus at zero.
    /// Text that is no amount comes back as it is.</summary>
    /// <example><c>50.00</c> gives <c>50</c>, <c>-0.0</c> gives <c>0</c>, <c>007.10</c> gives <c>7.1</c>.</example>
    public static ReadOnlySpan<char> Normalise(ReadOnlySpan<char> text)
    {
        if (!IsValid(text))
            return text;

        var negative = text[0] == '-';
        var start = negative ? 1 : 0;
        var end = text.Contains('.') ? text.TrimEnd('0').TrimEnd('.').Length : text.Length;
        while (start < end - 1 && text[start] == '0' && text[start + 1] != '.')
            start++;

        var amount = text[start..end];
        return !negative || amount is "0" ? amount
            : start == 1 ? text[..end]
            : string.Concat("-", amount);
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
