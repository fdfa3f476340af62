using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using LiteDB;

namespace DataBus.Hub.Desk;

/// <summary>
/// The search index of the desk, in LiteDB: what failed pushes are found by, and nothing that is not in the views too. One task
/// writes; writing and reading take turns, because LiteDB does not bear two threads at once.
/// </summary>
internal sealed class DeskIndex : IDisposable
{
    private const string ItemsName = "items";
    private const string MetaName = "meta";
    private const int MetaId = 1;

    private readonly Lock _gate = new();
    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _items;
    private readonly ILiteCollection<BsonDocument> _meta;
    private readonly string _epoch;
    private readonly HeadSignal _signal;

    /// <summary>Opens an index that <see cref="DeskIndexFile"/> found sound, or a new one.</summary>
    public DeskIndex(string path, string epoch)
    {
        _epoch = epoch;
        _database = new LiteDatabase(new ConnectionString { Filename = path, Collation = Collation.Binary });
        _items = _database.GetCollection(ItemsName);
        _meta = _database.GetCollection(MetaName);
        foreach (var (name, expression) in new[] { ("source", "$.source"), ("facet", "$.facet"), ("state", "$.state"), ("rules", "$.rules[*]") })
            _ = _items.EnsureIndex(name, BsonExpression.Create(expression));
        var meta = _meta.FindById(MetaId);
        Epoch = meta?["epoch"].AsString ?? epoch;
        _signal = new HeadSignal(meta is null ? 0 : (ulong)meta["watermark"].AsInt64);
    }

    /// <summary>The log's history that the index was made from.</summary>
    public string Epoch { get; }

    /// <summary>Everything up to this revision is in the index.</summary>
    public ulong Watermark => _signal.Head;

    /// <summary>Completes as soon as the index covers a revision.</summary>
    public Task WaitAsync(ulong revision, CancellationToken cancellationToken) =>
        revision == 0 ? Task.CompletedTask : _signal.WaitAsync(revision - 1, cancellationToken);

    /// <summary>Writes what became of failed pushes, and up to where that is.</summary>
    public void Write(IEnumerable<KeyValuePair<ulong, HeldItem>> items, ulong watermark)
    {
        lock (_gate)
        {
            _ = _database.BeginTrans();
            try
            {
                foreach (var (id, item) in items)
                    _ = _items.Upsert(Document(id, item));
                _ = _meta.Upsert(new BsonDocument { ["_id"] = MetaId, ["epoch"] = _epoch, ["watermark"] = (long)watermark });
                _ = _database.Commit();
            }
            catch
            {
                _ = _database.Rollback();
                throw;
            }
        }
        _signal.Move(watermark);
    }

    /// <summary>Finds a page of failed pushes, and how many match in all.</summary>
    public DeskPage Find(DeskQuery query)
    {
        lock (_gate)
        {
            var total = Matching(query).LongCount();
            var ids = Matching(query)
                .Where("$._id > @0", (long)query.After)
                .OrderBy("$._id")
                .Select("{ id: $._id }")
                .Limit(query.Limit + 1)
                .ToEnumerable()
                .Select(static found => (ulong)found["id"].AsInt64)
                .ToArray();
            return new DeskPage([.. ids.Take(query.Limit)], (ulong)total, ids.Length > query.Limit, Watermark);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _database.Dispose();
    }

    private ILiteQueryable<BsonDocument> Matching(DeskQuery query)
    {
        var found = _items.Query();
        if (query.Source.Length > 0)
            found = found.Where("$.source = @0", query.Source);
        if (query.Facet.Length > 0)
            found = found.Where("$.facet = @0", query.Facet);
        if (query.Rule.Length > 0)
            found = found.Where("$.rules[*] ANY = @0", query.Rule);
        return query.State == FailedState.Unspecified
            ? found.Where("$.state IN @0", new BsonArray(Number(FailedState.Held), Number(FailedState.Waiting)))
            : found.Where("$.state = @0", Number(query.State));
    }

    private static BsonDocument Document(ulong id, HeldItem item) => new()
    {
        ["_id"] = (long)id,
        ["source"] = item.Source,
        ["facet"] = FailedPushes.FacetOf(item)?.Name ?? "",
        ["state"] = Number(item.State),
        ["rules"] = new BsonArray(item.Violations.Select(static violation => violation.Rule).Distinct().Select(static rule => new BsonValue(rule))),
    };

    private static BsonValue Number(FailedState state) => new((int)state);
}
