using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Templates;

/// <summary>A bureau's own numbers: the key has the source before them, the template of that source does not.</summary>
internal static class LocalNumber
{
    /// <summary>A key's value as the template of a source shows it.</summary>
    public static string Shorten(string value, string source)
    {
        var prefix = $"{source}:";
        return source.Length > 0 && value.StartsWith(prefix, StringComparison.Ordinal) && !IsWhole(value[prefix.Length..]) ? value[prefix.Length..] : value;
    }

    /// <summary>The key's value for what stands in a template.</summary>
    public static string Complete(string text, string source) => IsWhole(text) ? text : $"{source}:{text}";

    private static bool IsWhole(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && SourceName.IsValid(text[..colon]);
}
