namespace DataBus.Adapters.Declaration;

/// <summary>A database that is polled by a version column.</summary>
internal sealed record SqlInput : InputDeclaration
{
    /// <summary>The database's kind; <c>sqlite</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>One SELECT without ORDER BY.</summary>
    public required string Query { get; init; }

    /// <summary>Integer column that rises with every change.</summary>
    public required string Version { get; init; }

    /// <summary>Column that tells rows apart.</summary>
    public required string Key { get; init; }

    /// <summary>Versions below the position that are read again.</summary>
    public long Overlap { get; init; }

    /// <summary>Time between two sweeps over the whole table; null: none.</summary>
    public TimeSpan? SweepEvery { get; init; }

    /// <summary>How many sweeps end a run with <c>--once</c>.</summary>
    public int SweepsOnce { get; init; }
}
