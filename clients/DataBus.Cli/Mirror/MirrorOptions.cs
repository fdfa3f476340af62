using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli.Mirror;

/// <summary>What a mirror holds, and how.</summary>
internal sealed record MirrorOptions
{
    /// <summary>Kinds of entities; empty: all.</summary>
    public IReadOnlyList<Kind> Kinds { get; init; } = [];

    /// <summary>Facet kinds; empty: all that are not closed.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <summary>Keys, exactly these; empty: all.</summary>
    public IReadOnlyList<Key> Keys { get; init; } = [];

    /// <summary>Keys that begin like this, besides those; both empty: all.</summary>
    public IReadOnlyList<KeyPrefix> KeyPrefixes { get; init; } = [];

    /// <summary>Sources; empty: all.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Which entities; null: all.</summary>
    public EntityPredicate? Where { get; init; }

    /// <summary>How long lines of <c>databus_change</c> are kept; zero: for ever.</summary>
    public TimeSpan KeepChanges { get; init; }

    /// <summary>Read everything anew, also where the database was made for another scope.</summary>
    public bool Anew { get; init; }

    /// <summary>What it holds as one text, which is kept with it.</summary>
    public string Scope => string.Join(' ', Parts().Distinct().DefaultIfEmpty("*"));

    private IEnumerable<string> Parts() =>
    [
        .. Kinds.Select(KeyText.Name).Order(StringComparer.Ordinal),
        .. Facets.Order(StringComparer.Ordinal),
        .. Keys.Select(static key => $"key={KeyText.Format(key)}").Order(StringComparer.Ordinal),
        .. KeyPrefixes.Select(static prefix => $"key-prefix={prefix.Scheme}/{prefix.Value}").Order(StringComparer.Ordinal),
        .. Sources.Select(static source => $"source={source}").Order(StringComparer.Ordinal),
        .. Where is null ? Array.Empty<string>() : [$"where={JsonFormatter.Default.Format(Where)}"],
    ];
}
