namespace DataBus.Adapters.Declaration;

/// <summary>One source: where its rows come from and what becomes of them.</summary>
internal sealed record SourceDeclaration
{
    /// <summary>A source of which everything is filled templates.</summary>
    public static SourceDeclaration OfTemplates(string source) => new() { Source = source, Input = new FileInput { Files = [FilePattern.AnyTemplate] }, Facets = [] };

    /// <summary>Its name, as in the hub's ownership table.</summary>
    public required string Source { get; init; }

    /// <summary>The pause after a read that found nothing new.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it should be heard from, also with nothing new; after twice that the hub says that it stands still. Null: it does not say.</summary>
    public TimeSpan? Freshness { get; init; }

    /// <summary>Where rows come from.</summary>
    public required InputDeclaration Input { get; init; }

    /// <summary>Columns that may go to the hub as they are.</summary>
    public IReadOnlyList<string> Raw { get; init; } = [];

    /// <summary>Columns that are known and not used.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>All columns that there were when the source was declared; none: it does not say.</summary>
    public IReadOnlyList<string> KnownColumns { get; init; } = [];

    /// <summary>Conditions of a row that is in scope; all must hold.</summary>
    public IReadOnlyList<ConditionDeclaration> Scope { get; init; } = [];

    /// <summary>Code tables by name.</summary>
    public IReadOnlyDictionary<string, TableDeclaration> Tables { get; init; } = new Dictionary<string, TableDeclaration>();

    /// <summary>What rows become; a row goes to the first that takes it.</summary>
    public required IReadOnlyList<FacetDeclaration> Facets { get; init; }

    /// <summary>The feed that the declaration is cut to; empty: all.</summary>
    public string Feed { get; init; } = "";

    /// <summary>The facet kinds that a whole read shows whole; null: all of the source.</summary>
    public IReadOnlySet<string>? Covered { get; init; }

    /// <summary>The columns that rows must have.</summary>
    public IReadOnlyCollection<string> Columns => new HashSet<string>(
        [.. Feed.Length == 0 ? Raw : [], .. Scope.Select(condition => condition.Column), .. Facets.SelectMany(facet => facet.Columns)]);

    /// <summary>The line of the file that reads a column, from 1; 0 if no key or field does.</summary>
    public int LineOf(string column) => Facets.SelectMany(facet => facet.Fields.Values.Concat(facet.Keys.Select(key => key.Value)))
        .FirstOrDefault(value => value.Columns.Contains(column))?.Line ?? 0;

    /// <summary>What is declared for one list of a source that has several: only the columns of its own facets must be there.</summary>
    public SourceDeclaration Of(string feed)
    {
        if (feed.Length == 0)
            return this;
        var others = Facets.Where(facet => facet.Feed != feed).Select(facet => facet.Facet).ToHashSet();
        IReadOnlyList<FacetDeclaration> own = [.. Facets.Where(facet => facet.Feed.Length == 0 || facet.Feed == feed)];
        return this with
        {
            Feed = feed,
            Facets = own,
            Ignore = [.. Ignore, .. Raw],
            // A facet kind that stands in another list too is nowhere whole.
            Covered = own.Select(facet => facet.Facet).Where(facet => !others.Contains(facet)).ToHashSet(),
        };
    }
}
