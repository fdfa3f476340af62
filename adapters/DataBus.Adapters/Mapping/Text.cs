namespace DataBus.Adapters.Mapping;

/// <summary>Small work on texts.</summary>
internal static class Text
{
    /// <summary>The first characters of a text; never half of a surrogate pair.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
