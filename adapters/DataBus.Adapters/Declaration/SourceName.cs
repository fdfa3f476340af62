using System.Text.RegularExpressions;

namespace DataBus.Adapters.Declaration;

/// <summary>Names of sources: bureau dot feed, for example <c>tax.rd-deduction</c>.</summary>
internal static partial class SourceName
{
    /// <summary>Tells whether a text may name a source.</summary>
    public static bool IsValid(string text) => Shape().IsMatch(text);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*[.][a-z][a-z0-9-]*\z")]
    private static partial Regex Shape();
}
