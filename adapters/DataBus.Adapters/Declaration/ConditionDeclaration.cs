using System.Text.RegularExpressions;

namespace DataBus.Adapters.Declaration;

/// <summary>A condition on one column; all that it says must hold.</summary>
internal sealed record ConditionDeclaration
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>Is one of these; empty: any.</summary>
    public IReadOnlyList<string> Is { get; init; } = [];

    /// <summary>Is none of these.</summary>
    public IReadOnlyList<string> IsNot { get; init; } = [];

    /// <summary>Contains one of these; empty: any.</summary>
    public IReadOnlyList<string> Contains { get; init; } = [];

    /// <summary>Contains none of these.</summary>
    public IReadOnlyList<string> NotContains { get; init; } = [];

    /// <summary>Matches as a whole; null: anything.</summary>
    public Regex? Matches { get; init; }

    /// <summary>Is empty (true) or not (false); null: either.</summary>
    public bool? Empty { get; init; }

    /// <summary>Tells whether a value of the column meets the condition.</summary>
    public bool Holds(string? value)
    {
        var text = value ?? "";
        return (Is.Count == 0 || Is.Contains(text))
            && !IsNot.Contains(text)
            && (Contains.Count == 0 || Contains.Any(c => text.Contains(c, StringComparison.Ordinal)))
            && !NotContains.Any(c => text.Contains(c, StringComparison.Ordinal))
            && (Matches is null || Matches.IsMatch(text))
            && (Empty is null || Empty == (text.Length == 0));
    }
}
