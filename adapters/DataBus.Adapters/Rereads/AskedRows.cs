using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Rereads;

/// <summary>
/// Finds among the rows of a source those that are asked for: by their place in the file that they came in, by their bytes, or by what
/// they write. A mapping that was mended may make another key or another instance of the same row, so one of the three is enough.
/// </summary>
internal sealed class AskedRows
{
    private readonly IReadOnlyList<Reread> _asked;
    private readonly ILookup<(string Sha256, ulong Row), ulong> _byPlace;
    private readonly ILookup<UInt128, ulong> _byBytes;
    private readonly ILookup<(AddressId Address, string EventId), ulong> _byAddress;
    private readonly List<(PushItem Item, IReadOnlyList<ulong> Ids)> _found = [];

    public AskedRows(IReadOnlyList<Reread> asked)
    {
        _asked = asked;
        _byPlace = asked.Where(one => one is { File: not null, Row: > 0 }).ToLookup(one => (one.File.Sha256, one.Row), one => one.Id);
        _byBytes = asked.Where(one => one.RawHash.Length == OriginHash.Size).ToLookup(one => ContentHash.Of(one.RawHash.Span), one => one.Id);
        _byAddress = asked.Where(one => one.Address is not null).ToLookup(one => (AddressId.Of(one.Address), one.EventId), one => one.Id);
    }

    /// <summary>Rows that belong to what is asked.</summary>
    public int Found => _found.Count;

    /// <summary>Takes a row if it is asked for.</summary>
    public void Take(RereadRow row)
    {
        List<ulong> ids = [.. IdsOf(row).Distinct()];
        if (ids.Count == 0)
            return;
        row.Item.Answers = ids[0];
        _found.Add((row.Item, ids));
    }

    /// <summary>
    /// The rows as batches that move nothing: each names what it is the last to answer, the last one also what the source has no more.
    /// </summary>
    /// <param name="position">Where the source stands.</param>
    public IEnumerable<Batch> Batches(string position)
    {
        var batches = Gathered().ToList();
        var last = new Dictionary<ulong, int>();
        foreach (var (index, batch) in batches.Index())
        {
            foreach (var id in batch.SelectMany(row => row.Ids))
                last[id] = index;
        }
        foreach (var (index, batch) in batches.Index())
        {
            var named = _asked.Select(one => one.Id).Where(id => last.GetValueOrDefault(id, batches.Count - 1) == index).Chunk(BatchBuilder.MaxItems).ToList();
            yield return Batch(position, batch.Select(row => row.Item), named.FirstOrDefault([]));
            foreach (var more in named.Skip(1))
                yield return Batch(position, [], more);
        }
    }

    private static Batch Batch(string position, IEnumerable<PushItem> items, IEnumerable<ulong> reread) =>
        new() { PositionBefore = position, PositionAfter = position, Items = { items }, Reread = { reread } };

    // At least one, and an empty one if nothing was found.
    private IEnumerable<List<(PushItem Item, IReadOnlyList<ulong> Ids)>> Gathered()
    {
        List<(PushItem Item, IReadOnlyList<ulong> Ids)> batch = [];
        var bytes = 0;
        foreach (var row in _found)
        {
            var size = row.Item.CalculateSize();
            if (batch.Count == BatchBuilder.MaxItems || (batch.Count > 0 && bytes + size > BatchBuilder.MaxBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(row);
            bytes += size;
        }
        yield return batch;
    }

    private IEnumerable<ulong> IdsOf(RereadRow row)
    {
        var ids = _byPlace[(row.Sha256, row.Item.Row)].Concat(_byBytes[ContentHash.Of(OriginHash.OfRaw(row.Item.Raw.Span))]);
        return row.Item.Change is { } change && Addresses.Of(change) is { } address
            ? ids.Concat(_byAddress[(AddressId.Of(address), Addresses.EventIdOf(change))])
            : ids;
    }
}
