using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>The table of a facet kind as the contract makes it.</summary>
internal sealed class MirrorTable
{
    private static readonly (string Name, string SqlType)[] _own =
    [
        ("key_kind", "TEXT"), ("key_scheme", "TEXT"), ("key_value", "TEXT"), ("instance", "TEXT"), ("event_id", "TEXT"),
        ("revision", "INTEGER"), ("source", "TEXT"), ("pending", "INTEGER"), ("generation", "INTEGER"),
    ];

    public MirrorTable(FacetKind facet)
    {
        Facet = facet;
        Name = facet.Name.Replace('.', '_');
        // A field that is called like a column of the mirror's own gives way.
        Fields = [.. MirrorColumn.Of(facet.Descriptor, [])
            .Select(static column => _own.Any(own => own.Name == column.Name) ? column with { Name = $"content_{column.Name}" } : column)];
    }

    public FacetKind Facet { get; }

    public string Name { get; }

    public IReadOnlyList<MirrorColumn> Fields { get; }

    /// <summary>All columns with their types: the address, what the bus says of the row, then the fields.</summary>
    public IEnumerable<(string Name, string SqlType)> Columns => _own.Concat(Fields.Select(static column => (column.Name, column.SqlType)));

    /// <summary>The tables for what is followed. Closed facets are in no read of others, so they get one only if they are named.</summary>
    public static IReadOnlyList<MirrorTable> For(IReadOnlyCollection<Kind> kinds, IReadOnlyCollection<string> facets) =>
        [.. FacetCatalogue.All
            .Where(facet => facets.Count == 0 ? !facet.IsClosed : facets.Contains(facet.Name))
            .Where(facet => kinds.Count == 0 || kinds.Contains(facet.EntityKind))
            .Select(static facet => new MirrorTable(facet))];
}
