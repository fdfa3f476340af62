namespace DataBus.Adapters.Verbs.Init.Writing;

/// <summary>Texts as YAML scalars.</summary>
internal static class YamlText
{
    private static readonly string[] _words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>A text, quoted where YAML would read something else.</summary>
    public static string Of(string text) => IsPlain(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Texts as a list on one line.</summary>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    /// <summary>A text that may stand in a comment: on one line, not too long.</summary>
    public static string Comment(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : $"{line[..60]}…";
    }

    private static bool IsPlain(string text) => text.Length > 0 && char.IsLetter(text[0]) && !_words.Contains(text.ToLowerInvariant())
        && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or '（' or '）');
}
