using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>What a mirror holds, and how.</summary>
internal sealed record MirrorOptions
{
    /// <summary>Kinds of entities; empty: all.</summary>
    public IReadOnlyList<Kind> Kinds { get; init; } = [];

    /// <summary>Facet kinds; empty: all that are not closed.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <summary>How long lines of <c>databus_change</c> are kept; zero: for ever.</summary>
    public TimeSpan KeepChanges { get; init; }

    /// <summary>What it holds as one text, which is kept with it.</summary>
    public string Scope => string.Join(
        ' ', Kinds.Select(KeyText.Name).Order(StringComparer.Ordinal).Concat(Facets.Order(StringComparer.Ordinal)).Distinct().DefaultIfEmpty("*"));
}
