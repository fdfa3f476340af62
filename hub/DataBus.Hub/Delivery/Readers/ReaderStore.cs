using System.Text;
using DataBus.Hub.Log;
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
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);

    /// <summary>All rows, in the order of their names.</summary>
    public IReadOnlyList<ReaderRow> ReadAll()
    {
        using var use = store.Use();
        using var iterator = store.Database.NewIterator(store.Readers);
        var rows = new List<ReaderRow>();
        for (iterator.SeekToFirst(); iterator.Valid(); iterator.Next())
            rows.Add(ReaderRow.Parser.ParseFrom(iterator.Value()));
        return rows;
    }

    /// <summary>Writes a row; on disk when it returns.</summary>
    /// <exception cref="HubException">UNAVAILABLE: the disk failed.</exception>
    public void Write(ReaderRow row) => Guard(() => store.Database.Put(KeyOf(row.Name), row.ToByteArray(), store.Readers, _synced));

    /// <summary>Takes a row away; gone from disk when it returns.</summary>
    /// <exception cref="HubException">UNAVAILABLE: the disk failed.</exception>
    public void Delete(string name) => Guard(() => store.Database.Remove(KeyOf(name), store.Readers, _synced));

    private void Guard(Action write)
    {
        using var use = store.Use();
        try
        {
            write();
        }
        catch (RocksDbException failed)
        {
            throw new HubException(
                new Refusal(StatusCode.Unavailable, "READERS_NOT_WRITTEN", $"订阅进度无法写盘：{failed.Message}。", $"How far the reader is could not be written: {failed.Message}."),
                failed);
        }
    }

    private static byte[] KeyOf(string name) => Encoding.UTF8.GetBytes(name);
}
