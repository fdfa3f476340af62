namespace DataBus.Adapters.Declaration;

/// <summary>One source: where its rows come from and what becomes of them.</summary>
internal sealed record SourceDeclaration
{
    /// <summary>Its name, as in the hub's ownership table.</summary>
    public required string Source { get; init; }

    /// <summary>The pause after a read that found nothing new.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where rows come from.</summary>
    public required InputDeclaration Input { get; init; }

    /// <summary>Columns that may go to the hub as they are.</summary>
    public IReadOnlyList<string> Raw { get; init; } = [];

    /// <summary>Columns that are known and not used.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Conditions of a row that is in scope; all must hold.</summary>
    public IReadOnlyList<ConditionDeclaration> Scope { get; init; } = [];

    /// <summary>Code tables by name.</summary>
    public IReadOnlyDictionary<string, TableDeclaration> Tables { get; init; } = new Dictionary<string, TableDeclaration>();

    /// <summary>What rows become; a row goes to the first that takes it.</summary>
    public required IReadOnlyList<FacetDeclaration> Facets { get; init; }
}
