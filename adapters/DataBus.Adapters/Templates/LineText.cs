using System.Text;

namespace DataBus.Adapters.Templates;

/// <summary>
/// Several values in one cell: items stand in lines or between semicolons, the parts of a line between bars. What a value itself
/// contains of these is written with a backslash before it, so that each value comes back as it was.
/// </summary>
internal static class LineText
{
    private const string Specials = "\\|｜;；";

    /// <summary>Takes the items of a cell apart.</summary>
    public static IEnumerable<string> Items(string text) => Split(text, "\n;；").Select(Unescape);

    /// <summary>Takes the lines of a cell apart; they are still escaped.</summary>
    public static IEnumerable<string> Lines(string text) => Split(text, "\n").Where(line => !string.IsNullOrWhiteSpace(line));

    /// <summary>Takes a line apart; the parts are still escaped.</summary>
    public static IReadOnlyList<string> Parts(string line) => [.. Split(line, "|｜").Select(part => part.Trim())];

    /// <summary>A value as it may stand among others.</summary>
    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            if (letter == '\n')
                text.Append("\\n");
            else
                text.Append(Specials.Contains(letter) ? "\\" : "").Append(letter);
        }
        return text.ToString();
    }

    /// <summary>Reads what <see cref="Escape"/> writes; a backslash before anything else stays.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\'))
            return text;
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            if (next == 'n')
                value.Append('\n');
            else if (next != '\0' && Specials.Contains(next))
                value.Append(next);
            else
            {
                value.Append(text[i]);
                continue;
            }
            i++;
        }
        return value.ToString();
    }

    private static IEnumerable<string> Split(string text, string separators)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (separators.Contains(text[i]))
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }
}
