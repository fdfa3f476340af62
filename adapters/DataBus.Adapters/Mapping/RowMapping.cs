using DataBus.Adapters.Declaration;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Mapping;

/// <summary>Makes changes of a source's rows, as its declaration says. Not bound to a place: the same row gives the same change.</summary>
internal sealed class RowMapping(
    SourceDeclaration source, IReadOnlyList<FacetMapping> facets, Action<SourceRow, Exception> mapperFailed)
{
    // What becomes of a row is decided by these: their values must be known. A row mapper sees the raw columns, too.
    private readonly IReadOnlyList<string> _deciding =
    [
        .. source.Scope.Concat(source.Facets.SelectMany(f => f.When.Concat(f.DeleteWhen))).Select(c => c.Column),
        .. source.Facets.Where(f => f.Version is not null).Select(f => f.Version!.Column),
        .. source.Facets.Any(f => f.Mapper is not null) ? source.Raw : [],
    ];

    /// <summary>The columns that are read.</summary>
    public IReadOnlyCollection<string> Columns { get; } = source.Columns;

    /// <summary>The mapping of one list of a source that has several.</summary>
    public RowMapping Of(string feed) =>
        feed.Length == 0 ? this : new RowMapping(source.Of(feed), [.. facets.Where(facet => facet.IsOf(feed))], mapperFailed);

    /// <summary>Makes what is pushed of a row; null if it is out of scope.</summary>
    /// <param name="row">The row.</param>
    /// <param name="version">Its version unless it has one of its own.</param>
    public MappedItem? Map(SourceRow row, SourceVersion? version = null)
    {
        if (Doubt(row) is { } doubt)
            return new MappedItem(new PushItem { Raw = Raw(row), Row = row.Number, Violations = { doubt } }, null, "", default, false);
        if (!source.Scope.All(c => c.Holds(row[c.Column])))
            return null;
        foreach (var facet in facets)
        {
            if (facet.Takes(row))
                return facet.Map(row, Raw(row), version, e => mapperFailed(row, e));
        }
        return null;
    }

    /// <summary>Tries the converters of a row's columns; what they make of it is thrown away.</summary>
    public void Sample(SourceRow row, ColumnForms forms)
    {
        if (forms.Takes() && source.Scope.All(c => c.Holds(row[c.Column])))
            facets.FirstOrDefault(facet => facet.Takes(row))?.Sample(row, forms);
    }

    /// <summary>Tries the converters of rows before one of them is sent.</summary>
    /// <exception cref="SourceDriftException">Most values of a column fail.</exception>
    public void DemandForms(IEnumerable<SourceRow> rows)
    {
        var forms = new ColumnForms();
        foreach (var row in rows)
            Sample(row, forms);
        forms.Demand();
    }

    /// <summary>What is pushed of a row that cannot be read at all.</summary>
    public static MappedItem Unreadable(ulong number, string raw, Violation violation) => new(
        new PushItem { Raw = ByteString.CopyFromUtf8(raw), Row = number, Violations = { violation } }, null, "", default, false);

    private Violation? Doubt(SourceRow row)
    {
        var value = new Conversion([]);
        foreach (var column in _deciding)
            row.Judge(column, value);
        return value.Problems.Count == 0 ? null : value.Problems[0].ToViolation();
    }

    private ByteString Raw(SourceRow row) => RawRow.Of(row, source.Raw);
}
