using DataBus.Adapters.Mapping;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Adapters.Comparison;

/// <summary>
/// Proves that a source and the hub agree, or names the addresses where they do not: digests by bucket first, then only the addresses
/// of the buckets whose digests differ.
/// </summary>
internal sealed class SourceComparison(string source, DataBusClient client)
{
    // Digests and the lists of a few differing buckets together are then about half a hundredth of the smallest contents.
    private const int AddressesPerBucket = 50;
    private const int FewestBuckets = 16;

    /// <summary>Compares all that the source has with what is live in the hub.</summary>
    public async Task<Differences> CompareAsync(SourceContents contents, CancellationToken cancellationToken)
    {
        var count = Math.Clamp(contents.All.Count / AddressesPerBucket, FewestBuckets, AddressDigests.MaxBuckets);
        var own = new AddressDigests(count);
        foreach (var (address, content) in contents.All)
            own.Add(address.ToAddress(), content.Hash);
        var told = await client.DigestAddressesAsync(source, count, cancellationToken);
        var buckets = AddressDigests.Differing(own.All(), told.Digests).ToHashSet();
        var bytes = (long)told.CalculateSize();
        var hubs = new Dictionary<AddressId, AddressState>();
        if (buckets.Count > 0)
        {
            var request = new ListAddressesRequest { Source = source, BucketCount = (uint)count, Buckets = { buckets.Select(bucket => (uint)bucket) } };
            await foreach (var state in client.ListAddressesAsync(request, cancellationToken))
            {
                hubs[AddressId.Of(state.Address)] = state;
                bytes += state.CalculateSize();
            }
        }

        var differing = contents.All.Where(one => buckets.Contains(AddressDigests.BucketOf(one.Key.ToAddress(), count))).ToDictionary();
        return Differences.Of(differing, hubs, bytes);
    }

    /// <summary>
    /// Pushes what differs the normal way, as a full pass that names what is gone: the hub deletes that once a second one, or the
    /// adapter's own next one, misses it too.
    /// </summary>
    /// <exception cref="DataBusException">The source is being pushed by its adapter, or paused.</exception>
    public async Task<Tallies> MendAsync(SourceContents contents, Differences differences, CancellationToken cancellationToken)
    {
        var items = differences.Altered.Concat(differences.Lacking).Select(address => contents.All[address].Item).ToList();
        await using var session = await client.OpenPushAsync(source, $"compare {Environment.MachineName}:{Environment.ProcessId}", cancellationToken: cancellationToken);
        var pass = new Pass { Id = $"compare:{Guid.NewGuid():N}", Mode = PassMode.Full };
        var builder = new BatchBuilder(session.Opened.Position);
        var batches = items.SelectMany(item => builder.Add(new SourceStep(session.Opened.Position) { Pass = pass, Item = item })).ToList();
        batches.AddRange(builder.Add(Last(contents, differences, items.Count, session.Opened.Position, pass)));
        BatchResult? result = null;
        foreach (var batch in batches)
            result = await session.SendAsync(batch, cancellationToken);
        await session.CompleteAsync(cancellationToken);
        return result?.PassTallies ?? new Tallies();
    }

    private static SourceStep Last(SourceContents contents, Differences differences, int pushed, string position, Pass pass) => new(position)
    {
        Pass = pass,
        Unchanged = contents.Rows - contents.OutOfScope - (ulong)pushed,
        OutOfScope = contents.OutOfScope,
        Close = new PassClose
        {
            End = PassEnd.Whole,
            RowsRead = contents.Rows,
            ProvenComplete = contents.IsProvenComplete,
            Absent = { contents.IsProvenComplete ? differences.Gone.Select(address => address.ToAddress()) : [] },
        },
    };
}
