using DataBus.Adapters.Declaration;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Mapping;

/// <summary>Makes changes of a source's rows, as its declaration says. Not bound to a place: the same row gives the same change.</summary>
internal sealed class RowMapping(
    SourceDeclaration source, IReadOnlyList<FacetMapping> facets, IReadOnlyCollection<string> columns, Action<SourceRow, Exception> mapperFailed)
{
    /// <summary>The columns that are read.</summary>
    public IReadOnlyCollection<string> Columns { get; } = columns;

    /// <summary>Makes what is pushed of a row; null if it is out of scope.</summary>
    /// <param name="row">The row.</param>
    /// <param name="version">Its version unless it has one of its own.</param>
    public MappedItem? Map(SourceRow row, SourceVersion? version = null)
    {
        if (!source.Scope.All(c => c.Holds(row[c.Column])))
            return null;
        foreach (var facet in facets)
        {
            if (facet.Takes(row))
                return facet.Map(row, Raw(row), version, e => mapperFailed(row, e));
        }
        return null;
    }

    /// <summary>What is pushed of a row that cannot be read at all.</summary>
    public static MappedItem Unreadable(ulong number, string raw, Violation violation) => new(
        new PushItem { Raw = ByteString.CopyFromUtf8(raw), Row = number, Violations = { violation } }, null, "", default, false);

    private ByteString Raw(SourceRow row) => RawRow.Of(row, source.Raw);
}
