namespace DataBus.Adapters.Declaration;

/// <summary>A database: polled by a version column, or compared whole where there is none.</summary>
internal sealed record SqlInput : InputDeclaration
{
    /// <summary>The names of <c>driver</c>.</summary>
    public static readonly IReadOnlyList<string> Drivers = [Sqlite, "postgresql", "mysql", "mariadb", "sqlserver"];

    /// <summary>The driver that <c>--db</c> is for.</summary>
    public const string Sqlite = "sqlite";

    /// <inheritdoc/>
    // Every read of a whole table reads all of it.
    public override TimeSpan Poll => Version is null ? TimeSpan.FromMinutes(5) : base.Poll;

    /// <summary>The database's kind, one of <see cref="Drivers"/>.</summary>
    public required string Driver { get; init; }

    /// <summary>Where the database is; null: the file that <c>--db</c> names.</summary>
    public ConnectionDeclaration? Connection { get; init; }

    /// <summary>One SELECT without ORDER BY.</summary>
    public required string Query { get; init; }

    /// <summary>Column that rises with every change, whole numbers or times; null: all rows are compared at each read.</summary>
    public string? Version { get; init; }

    /// <summary>Column that tells rows apart.</summary>
    public required string Key { get; init; }

    /// <summary>How far below the position rows are read again; null: what the driver needs.</summary>
    public OverlapDeclaration? Overlap { get; init; }

    /// <summary>Time between two sweeps over the whole table; null: none.</summary>
    public TimeSpan? SweepEvery { get; init; }

    /// <summary>How many sweeps end a run with <c>--once</c>.</summary>
    public int SweepsOnce { get; init; }
}
