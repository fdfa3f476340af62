using System.Text;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;
using RocksDbSharp;
using WriteOptions = RocksDbSharp.WriteOptions;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>
/// The rows of named readers on disk. What readers acknowledge is no entry of the log: each would be a revision, wake every reader with a
/// "caught up", be acknowledged again, and so on without end, and the log would grow by what is read of it. The rows stand beside the log and are no
/// view of it; each write is synced before it is answered. Who restores an older copy, or loses them, loses nothing: readers go on from
/// an older place (at least once), are told to take a snapshot (another epoch), or begin with one (no such name).
/// </summary>
internal sealed class ReaderStore(HubStore store)
{
    private const byte Place = 1;
    private const byte Request = 2;

    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);

    /// <summary>All names in order, with what each follows.</summary>
    public IReadOnlyList<(ReaderRow Row, SubscribeRequest Request)> ReadAll()
    {
        using var use = store.Use();
        using var iterator = store.Database.NewIterator(store.Readers);
        var rows = new List<(ReaderRow, SubscribeRequest)>();
        for (iterator.Seek([Place]); iterator.Valid() && iterator.Key()[0] == Place; iterator.Next())
        {
            var row = ReaderRow.Parser.ParseFrom(iterator.Value());
            rows.Add((row, SubscribeRequest.Parser.ParseFrom(store.Database.Get(KeyOf(Request, row.Name), store.Readers) ?? [])));
        }
        return rows;
    }

    /// <summary>Writes how a name stands, and what it follows if that is given; on disk when it returns.</summary>
    /// <exception cref="HubException">UNAVAILABLE: the disk failed.</exception>
    public void Write(ReaderRow row, SubscribeRequest? request) => Write(batch =>
    {
        _ = batch.Put(KeyOf(Place, row.Name), row.ToByteArray(), store.Readers);
        if (request is not null)
            _ = batch.Put(KeyOf(Request, row.Name), request.ToByteArray(), store.Readers);
    });

    /// <summary>Takes a name away; gone from disk when it returns.</summary>
    /// <exception cref="HubException">UNAVAILABLE: the disk failed.</exception>
    public void Delete(string name) => Write(batch =>
        _ = batch.Delete(KeyOf(Place, name), store.Readers).Delete(KeyOf(Request, name), store.Readers));

    private void Write(Action<WriteBatch> put)
    {
        using var use = store.Use();
        using var batch = new WriteBatch();
        put(batch);
        try
        {
            store.Database.Write(batch, _synced);
        }
        catch (RocksDbException failed)
        {
            throw new HubException(
                new Refusal(StatusCode.Unavailable, "READERS_NOT_WRITTEN", $"订阅进度无法写盘：{failed.Message}。", $"How far the reader is could not be written: {failed.Message}."),
                failed);
        }
    }

    private static byte[] KeyOf(byte kind, string name) => [kind, .. Encoding.UTF8.GetBytes(name)];
}
