using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Verbs.Samples;

/// <summary>The first rows of a source, mapped and not pushed.</summary>
/// <param name="From">Where they are from, for people.</param>
/// <param name="Rows">The rows with their numbers; null: out of scope.</param>
internal sealed record SourceSample(string From, IReadOnlyList<(ulong Number, MappedItem? Item)> Rows)
{
    /// <summary>The rows in scope.</summary>
    public IEnumerable<MappedItem> Items => Rows.Select(row => row.Item).OfType<MappedItem>();
}
