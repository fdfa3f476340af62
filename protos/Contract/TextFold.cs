namespace DataBus.V1;

/// <summary>Texts as they are compared where the way of writing does not matter.</summary>
public static class TextFold
{
    /// <summary>The text without white space, with half-width letters, digits and brackets, in capitals.</summary>
    public static string Of(string text) => string.Concat(text.Where(static letter => !char.IsWhiteSpace(letter)).Select(HalfWidth)).ToUpperInvariant();

    /// <summary>A full-width letter, digit or sign as its half-width one; any other as it is.</summary>
    public static char HalfWidth(char letter) => letter is >= '！' and <= '～' ? (char)(letter - '！' + '!') : letter;
}
