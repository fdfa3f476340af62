using Google.Protobuf;
using RocksDbSharp;

namespace DataBus.Hub.Entities;

/// <summary>Links changed and not yet in the views' family; part of <see cref="ViewCache"/>, and like it not thread-safe.</summary>
internal sealed class LinkCache(ViewRows rows)
{
    private readonly Dictionary<AddressKey, Dictionary<AddressKey, (LinkRow Row, ulong Touched)>> _links = [];

    public bool IsEmpty => _links.Count == 0;

    public int Count => _links.Sum(static one => one.Value.Count);

    /// <summary>The entities whose links changed.</summary>
    public IEnumerable<AddressKey> Changed => _links.Keys;

    public LinkRow? Find(AddressKey one, AddressKey other) =>
        _links.TryGetValue(one, out var others) && others.TryGetValue(other, out var kept) ? kept.Row : rows.Link(Link.KeyOf(one, other));

    public void Set(AddressKey one, AddressKey other, LinkRow row, ulong revision)
    {
        OthersOf(one)[other] = (row, revision);
        OthersOf(other)[one] = (row, revision);
    }

    /// <summary>The entities that a link joins to one, as of what is stored.</summary>
    public IEnumerable<AddressKey> JoinedBefore(AddressKey entity) =>
        rows.Links(entity.Bytes).Where(static link => link.Row.IsJoined).Select(static link => link.Other);

    /// <summary>The entities that a link joins to one, now.</summary>
    public IEnumerable<AddressKey> Joined(AddressKey entity)
    {
        if (!_links.TryGetValue(entity, out var changed))
            return JoinedBefore(entity);
        return JoinedBefore(entity)
            .Where(other => !changed.ContainsKey(other))
            .Concat(changed.Where(static one => one.Value.Row.IsJoined).Select(static one => one.Key));
    }

    /// <summary>Forgets links that the views have.</summary>
    public void Forget(ulong watermark)
    {
        foreach (var (entity, others) in _links.ToList())
        {
            foreach (var other in others.Where(one => one.Value.Touched <= watermark).Select(static one => one.Key).ToList())
                _ = others.Remove(other);
            if (others.Count == 0)
                _ = _links.Remove(entity);
        }
    }

    public void WriteTo(WriteBatch batch)
    {
        foreach (var (one, others) in _links)
        {
            foreach (var (other, (row, _)) in others)
            {
                var key = Link.KeyOf(one, other).Bytes;
                if (row.IsEmpty)
                    batch.Delete(key, rows.Store.Links);
                else
                    batch.Put(key, row.ToByteArray(), rows.Store.Links);
            }
        }
    }

    private Dictionary<AddressKey, (LinkRow Row, ulong Touched)> OthersOf(AddressKey entity)
    {
        if (!_links.TryGetValue(entity, out var others))
            _links.Add(entity, others = []);
        return others;
    }
}
