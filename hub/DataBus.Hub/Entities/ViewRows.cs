using System.Buffers.Binary;
using System.Text;
using DataBus.Hub.Log;
using Google.Protobuf;
using RocksDbSharp;

namespace DataBus.Hub.Entities;

/// <summary>Reads rows of the views, as of a snapshot or as they are now.</summary>
internal sealed class ViewRows(HubStore store, Snapshot? snapshot = null)
{
    /// <summary>Revisions in one row of the superseded bits.</summary>
    public const int BitsPerRow = 8192;

    public static readonly byte[] WatermarkKey = "watermark"u8.ToArray();

    private const byte JobPrefix = (byte)'j';

    private static readonly byte[] CountsKey = "counts"u8.ToArray();
    private static readonly byte[] TablesKey = "tables"u8.ToArray();
    private static readonly byte[] FormatKey = "format"u8.ToArray();

    private readonly ReadOptions _options = snapshot is null ? new ReadOptions() : new ReadOptions().SetSnapshot(snapshot);

    public HubStore Store { get; } = store;

    public static byte[] IdKey(ulong id)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(key, id);
        return key;
    }

    public static byte[] SourceKey(string source) => Encoding.UTF8.GetBytes(source);

    public static byte[] SubjectKey(string subject) => Encoding.UTF8.GetBytes(subject);

    public static byte[] FileKey(string source, ulong revision) => [.. Encoding.UTF8.GetBytes(source), 0, .. IdKey(revision)];

    public static byte[] MissingKey(string source, AddressKey key) => [.. Encoding.UTF8.GetBytes(source), 0, .. key.Bytes];

    public static byte[] JobKey(ulong job) => [JobPrefix, .. IdKey(job)];

    public static byte[] ChunkKey(ulong job, int place) => [(byte)'c', .. IdKey(job), .. IdKey((ulong)place)];

    public static byte[] EntityKey(byte[] entity) => [(byte)'e', .. entity];

    public static byte[] CountsRow => CountsKey;

    public static byte[] TablesRow => TablesKey;

    public static byte[] FormatRow => FormatKey;

    /// <summary>Whether the views are none of this hub's: made by another version, or of another contract.</summary>
    public bool IsOtherFormat() => Read(Store.Meta, FormatKey) is not { } format
        ? Watermark() > 0
        : !format.AsSpan().SequenceEqual(ViewFormat.OfNow);

    public ulong Watermark() => Read(Store.Meta, WatermarkKey) is { } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    public Slot? Slot(AddressKey key) => Parse(Entities.Slot.Parser, Store.Slots, key.Bytes);

    public HeldItem? Held(ulong id) => Parse(HeldItem.Parser, Store.Held, IdKey(id));

    public SourceRow? Source(string source) => Parse(SourceRow.Parser, Store.Sources, SourceKey(source));

    public PassRow? Pass(string source, ulong revision) => Parse(PassRow.Parser, Store.Files, FileKey(source, revision));

    public JobRow? Job(ulong job) => Parse(JobRow.Parser, Store.Jobs, JobKey(job));

    public IEnumerable<JobRow> Jobs() => Scan(Store.Jobs, [JobPrefix]).Select(static row => JobRow.Parser.ParseFrom(row.Value));

    public JobChunk? Chunk(ulong job, int place) => Parse(JobChunk.Parser, Store.Jobs, ChunkKey(job, place));

    public HubTables Tables() => Parse(HubTables.Parser, Store.Meta, TablesKey) ?? new HubTables();

    public AlertRow? Alert(string subject) => Parse(AlertRow.Parser, Store.Alerts, SubjectKey(subject));

    public RejectionRow? Rejection(string name, ulong revision) => Parse(RejectionRow.Parser, Store.Rejections, FileKey(name, revision));

    public IEnumerable<RejectionRow> Rejections(string name) =>
        Scan(Store.Rejections, name.Length == 0 ? [] : [.. Encoding.UTF8.GetBytes(name), 0]).Select(static row => RejectionRow.Parser.ParseFrom(row.Value));

    public LinkRow? Link(AddressKey key) => Parse(LinkRow.Parser, Store.Links, key.Bytes);

    public IEnumerable<Link> Links(byte[] prefix, AddressKey? start = null) => Scan(Store.Links, prefix, start?.Bytes)
        .Select(static row => Entities.Link.Of(new AddressKey(row.Key), LinkRow.Parser.ParseFrom(row.Value)));

    public EntityCounts Counts() => Parse(EntityCounts.Parser, Store.Meta, CountsKey) ?? new EntityCounts();

    public uint LiveOf(byte[] entity) => Read(Store.Meta, EntityKey(entity)) is { } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    public byte[]? Bits(ulong row) => Read(Store.Superseded, IdKey(row));

    /// <summary>Rows of a family in key order whose key begins with the prefix, from <paramref name="start"/> on if given.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(ColumnFamilyHandle family, byte[] prefix, byte[]? start = null)
    {
        using var iterator = Store.Database.NewIterator(family, _options);
        for (iterator.Seek(start ?? prefix); iterator.Valid(); iterator.Next())
        {
            var key = iterator.Key();
            if (!key.AsSpan().StartsWith(prefix))
                yield break;
            yield return new(key, iterator.Value());
        }

        GC.KeepAlive(_options);
    }

    private T? Parse<T>(MessageParser<T> parser, ColumnFamilyHandle family, byte[] key) where T : class, IMessage<T> =>
        Read(family, key) is { } bytes ? parser.ParseFrom(bytes) : null;

    private byte[]? Read(ColumnFamilyHandle family, byte[] key)
    {
        var value = Store.Database.Get(key, family, _options);
        // Without this the collector may finalize the options while the native read still looks at them.
        GC.KeepAlive(_options);
        return value;
    }
}
