namespace DataBus.Adapters.Declaration;

/// <summary>What a row becomes: a change of one facet kind.</summary>
internal sealed record FacetDeclaration
{
    /// <summary>Facet kind, for example <c>enterprise.tier_label</c>.</summary>
    public required string Facet { get; init; }

    /// <summary>Rows of this feed only; empty: all rows.</summary>
    public string Feed { get; init; } = "";

    /// <summary>Conditions of the rows that it takes; all must hold.</summary>
    public IReadOnlyList<ConditionDeclaration> When { get; init; } = [];

    /// <summary>Candidates for the key, best first.</summary>
    public required IReadOnlyList<KeyDeclaration> Keys { get; init; }

    /// <summary>The row's own version; null: the source's.</summary>
    public VersionDeclaration? Version { get; init; }

    /// <summary>Field path to value.</summary>
    public required IReadOnlyDictionary<string, ValueDeclaration> Fields { get; init; }

    /// <summary>Conditions of a row that says that its address has no content any more; empty: no row does.</summary>
    public IReadOnlyList<ConditionDeclaration> DeleteWhen { get; init; } = [];

    /// <summary>Name of the row mapper that is called after the table; null: none.</summary>
    public string? Mapper { get; init; }

    /// <summary>The columns that it reads.</summary>
    public IEnumerable<string> Columns =>
    [
        .. When.Select(condition => condition.Column), .. DeleteWhen.Select(condition => condition.Column), .. Keys.SelectMany(key => key.Value.Columns),
        .. Fields.Values.SelectMany(value => value.Columns), .. Version is { } version ? [version.Column] : Array.Empty<string>(),
    ];

    /// <summary>Line in the file, for problems.</summary>
    public int Line { get; init; }
}
