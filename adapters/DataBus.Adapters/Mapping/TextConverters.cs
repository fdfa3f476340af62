namespace DataBus.Adapters.Mapping;

/// <summary>Converters of the shape of characters.</summary>
internal static class TextConverters
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthDistance = FirstFullWidth - '!';

    /// <summary>Full-width letters, digits and signs, and U+3000, to ASCII.</summary>
    public static string HalfWidth(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstFullWidth, LastFullWidth) && !text.Contains('\u3000'))
            return text;
        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] switch
                {
                    >= FirstFullWidth and <= LastFullWidth => (char)(source[i] - FullWidthDistance),
                    '\u3000' => ' ',
                    _ => source[i],
                };
            }
        }).Trim();
    }

    /// <summary>A code in its one way of writing: half width, capitals, without spaces and hyphens.</summary>
    public static string Identifier(string text) =>
        HalfWidth(text).ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
