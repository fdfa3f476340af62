using System.Text.RegularExpressions;

namespace DataBus.Adapters.Declaration;

/// <summary>A wrong setting: where it stands, what it says, and what would be right.</summary>
/// <param name="Line">Line in the file, from 1; 0 if it is about no line.</param>
/// <param name="Path">Path of the setting, for example <c>sources[0].poll</c>.</param>
/// <param name="Value">What it says; null if it is missing.</param>
/// <param name="RightZh">What would be right, in Chinese.</param>
/// <param name="RightEn">The same in English.</param>
internal sealed partial record SettingProblem(int Line, string Path, string? Value, string RightZh, string RightEn)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var value = Value is null ? "缺失 / missing" : $"\"{Secret().Replace(Value, "$1…")}\"";
        return $"{(Line > 0 ? $"line {Line}: " : "")}{Path}: {value}. {RightZh} / {RightEn}";
    }

    // A connection string under a misspelt name is shown as any other value.
    [GeneratedRegex(@"((?:password|pwd)\s*=\s*)[^;\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
