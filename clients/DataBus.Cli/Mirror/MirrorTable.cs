using DataBus.Cli.Mirror.Databases;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>The table of a facet kind as the contract makes it.</summary>
internal sealed class MirrorTable
{
    private static readonly MirrorField[] _own =
    [
        .. MirrorTables.Row,
        new("revision", MirrorType.Integer, "总线修订号"), new("source", MirrorType.Text, "数源"),
        Pending, new("generation", MirrorType.Integer, "镜像第几次从头读取"),
    ];

    /// <summary>The column that tells that a newer version of the address waits at the hub.</summary>
    public static MirrorField Pending => new("pending", MirrorType.Boolean, "有更新的版本被搁置");

    public MirrorTable(FacetKind facet)
    {
        Facet = facet;
        Name = facet.Name.Replace('.', '_');
        // A field that is called like a column of the mirror's own gives way.
        Fields = [.. MirrorColumn.Of(facet.Descriptor, [])
            .Select(static column => _own.Any(own => own.Name == column.Field.Name) ? column with { Field = column.Field with { Name = $"content_{column.Field.Name}" } } : column)];
        Columns = [.. _own, .. Fields.Select(static column => column.Field)];
    }

    public FacetKind Facet { get; }

    public string Name { get; }

    public IReadOnlyList<MirrorColumn> Fields { get; }

    /// <summary>All columns: the address, what the bus says of the row, then the fields.</summary>
    public IReadOnlyList<MirrorField> Columns { get; }

    /// <summary>The tables for what is followed. Closed facets are in no read of others, so they get one only if they are named.</summary>
    public static IReadOnlyList<MirrorTable> For(IReadOnlyCollection<Kind> kinds, IReadOnlyCollection<string> facets) =>
        [.. FacetCatalogue.All
            .Where(facet => facets.Count == 0 ? !facet.IsClosed : facets.Contains(facet.Name))
            .Where(facet => kinds.Count == 0 || kinds.Contains(facet.EntityKind))
            .Select(static facet => new MirrorTable(facet))];
}
