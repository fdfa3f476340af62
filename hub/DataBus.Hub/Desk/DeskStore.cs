using DataBus.Hub.Entities;
using DataBus.V1;
using LiteDB;

namespace DataBus.Hub.Desk;

/// <summary>
/// The desk's index on disk, in LiteDB, with a digest over all of it: LiteDB itself notices few kinds of damage. One task writes, and
/// nobody reads but the start: LiteDB does not bear two threads at once, and it is too slow to answer (docs/benchmarks.md).
/// </summary>
internal sealed class DeskStore : IDisposable
{
    private const string ItemsName = "items";
    private const string MetaName = "meta";
    private const string Digest = "digest";
    private const int MetaId = 1;

    // What is made otherwise, of another contract or by other projections, is no index of this hub's.
    private static readonly string _format = $"{DeskDocument.Format} {ContractVersion.Current} {Convert.ToHexStringLower(ViewFormat.OfNow)}";

    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _items;
    private readonly ILiteCollection<BsonDocument> _meta;
    private readonly string _epoch;
    private long _count;
    private ulong _last;
    private ulong _digest;

    public DeskStore(string path, string epoch)
    {
        _epoch = epoch;
        _database = new LiteDatabase(new ConnectionString { Filename = path, Collation = Collation.Binary });
        _items = _database.GetCollection(ItemsName);
        _meta = _database.GetCollection(MetaName);
    }

    /// <summary>Everything up to this revision is in it; 0: it is not whole yet.</summary>
    public ulong Watermark { get; private set; }

    /// <summary>Whether it was made of this log by this hub; told by <see cref="Read"/>.</summary>
    public bool IsOfThisLog { get; private set; } = true;

    /// <summary>All items, oldest first. Nothing of them is to be believed before the end.</summary>
    /// <exception cref="InvalidDataException">What is there is not what was written.</exception>
    public IEnumerable<IndexedItem> Read()
    {
        if (_meta.FindById(MetaId) is not { } meta)
            yield break;
        IsOfThisLog = meta["format"].AsString == _format && meta["epoch"].AsString == _epoch;
        if (!IsOfThisLog)
            yield break;

        foreach (var document in _items.FindAll())
        {
            var item = DeskDocument.Read(document);
            // A damaged page may lead in a circle.
            if (item.Id <= _last)
                throw new InvalidDataException($"Item {item.Id} stands behind {_last}.");
            Count(item.Id, DeskDocument.DigestOf(document));
            yield return item;
        }
        Watermark = (ulong)meta["watermark"].AsInt64;
        if (Meta(Watermark)[Digest] != meta[Digest])
            throw new InvalidDataException("Its digest is not that of what it holds.");
    }

    /// <summary>Writes items, and up to where that is, at once.</summary>
    public void Write(IEnumerable<IndexedItem> items, ulong watermark)
    {
        var before = (_count, _last, _digest);
        _ = _database.BeginTrans();
        try
        {
            foreach (var item in items)
                Write(item);
            _ = _meta.Upsert(Meta(watermark));
            _ = _database.Commit();
            Watermark = watermark;
        }
        catch
        {
            (_count, _last, _digest) = before;
            _ = _database.Rollback();
            throw;
        }
    }

    public void Dispose() => _database.Dispose();

    private void Write(IndexedItem item)
    {
        var document = DeskDocument.Of(item);
        if (item.Id <= _last && _items.FindById((long)item.Id) is { } before)
        {
            _digest ^= DeskDocument.DigestOf(before) ^ DeskDocument.DigestOf(document);
            _ = _items.Update(document);
            return;
        }
        Count(item.Id, DeskDocument.DigestOf(document));
        _ = _items.Insert(document);
    }

    private void Count(ulong id, ulong digest)
    {
        _count++;
        _last = Math.Max(_last, id);
        _digest ^= digest;
    }

    private BsonDocument Meta(ulong watermark)
    {
        var meta = new BsonDocument
        {
            ["_id"] = MetaId,
            ["format"] = _format,
            ["epoch"] = _epoch,
            ["watermark"] = (long)watermark,
            ["count"] = _count,
            ["items"] = (long)_digest,
        };
        meta[Digest] = (long)DeskDocument.DigestOf(meta);
        return meta;
    }
}
