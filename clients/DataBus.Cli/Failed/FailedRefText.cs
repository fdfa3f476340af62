using System.Globalization;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>A failed push as it is typed: <c>4711</c>, or <c>4711@4820</c> for that version and no other.</summary>
internal static class FailedRefText
{
    /// <exception cref="CliException">The text is no id.</exception>
    public static FailedRef Of(string text, Texts texts, string problem = "bad-id")
    {
        var parts = text.Split('@');
        return parts.Length <= 2 && parts.All(IsNumber)
            ? new FailedRef { Id = NumberOf(parts[0]), Version = parts.Length == 2 ? NumberOf(parts[1]) : 0 }
            : throw new CliException(ExitCodes.Usage, texts.Format(IsOption(text) ? "unknown-option" : problem, text));
    }

    /// <summary>An option that the verb does not have: the parser takes it for a word.</summary>
    public static bool IsOption(string text) => text.StartsWith('-');

    private static bool IsNumber(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static ulong NumberOf(string text) => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
