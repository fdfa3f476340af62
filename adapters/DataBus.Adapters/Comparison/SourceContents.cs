using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Comparison;

/// <summary>All that a source has now: the newest content of each STATE address, with its hash.</summary>
internal sealed class SourceContents
{
    private readonly Dictionary<AddressId, (PushItem Item, byte[] Hash)> _contents = [];

    private SourceContents()
    {
    }

    /// <summary>Rows read.</summary>
    public ulong Rows { get; private set; }

    /// <summary>Rows out of scope.</summary>
    public ulong OutOfScope { get; private set; }

    /// <summary>Rows that cannot be compared: events, and rows that the kit would hold.</summary>
    public ulong NotCompared { get; private set; }

    /// <summary>Whether the source itself says that this is everything.</summary>
    public bool IsProvenComplete { get; private set; }

    public IReadOnlyDictionary<AddressId, (PushItem Item, byte[] Hash)> All => _contents;

    /// <summary>Reads the source from its beginning.</summary>
    public static async Task<SourceContents> ReadAsync(ISource reader, CancellationToken cancellationToken)
    {
        var contents = new SourceContents();
        await foreach (var step in reader.ReadAsync(UnknowingHub.FromTheBeginning, cancellationToken).WithCancellation(cancellationToken))
            contents.Take(step);
        return contents;
    }

    private void Take(SourceStep step)
    {
        OutOfScope += step.OutOfScope;
        Rows += step.OutOfScope + (step.Item is null ? 0UL : 1UL);
        IsProvenComplete |= step.Close is { ProvenComplete: true };
        if (step.Item is null)
            return;
        if (step.Item is { Change: { } change } item && item.Violations.All(violation => violation.Severity != Severity.Error)
            && FacetCatalogue.Of(change) is { IsEvent: false } && Addresses.Of(change) is { } address)
            _contents[AddressId.Of(address)] = (item, OriginHash.Of(change));
        else
            NotCompared++;
    }
}
