namespace DataBus.Adapters.Mapping;

/// <summary>Says about a row what a table cannot: called after the declared fields were filled.</summary>
/// <remarks>The same row must always give the same change, since content is compared by its hash.</remarks>
public interface IRowMapper
{
    /// <summary>Name of the mapper, as <c>mapper:</c> in <c>adapter.yaml</c> names it.</summary>
    string Name { get; }

    /// <summary>Completes or corrects what the table made of a row. An exception holds the row (rule <c>kit.mapper</c>).</summary>
    /// <param name="row">The row as its source gave it.</param>
    /// <param name="mapped">The change, and what is found wrong.</param>
    void Map(SourceRow row, MappedRow mapped);
}
