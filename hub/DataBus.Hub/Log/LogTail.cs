using DataBus.V1;
using Google.Protobuf;
using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>Where a log stands on disk.</summary>
/// <param name="Head">Newest revision; 0: empty.</param>
/// <param name="Chain">C at the head.</param>
/// <param name="Epoch">Epoch begun last; empty if the log is.</param>
/// <param name="EpochAt">The revision at which it began.</param>
internal sealed record LogTail(ulong Head, ReadOnlyMemory<byte> Chain, string Epoch, ulong EpochAt)
{
    /// <summary>Where the log stands, for those who keep it as proof.</summary>
    public ChainHead ToHead() => new() { Epoch = Epoch, Revision = Head, Chain = ByteString.CopyFrom(Chain.Span) };

    private static readonly LogTail Empty = new(0, HashChain.Start, "", 0);

    // In the default family: revision of the newest EpochBegun, written in one batch with it.
    private static ReadOnlySpan<byte> EpochKey => "epoch"u8;

    /// <summary>Reads it.</summary>
    /// <exception cref="HubException">DATA_LOSS: the newest record or the epoch cannot be read.</exception>
    public static LogTail Read(RocksDb database, ColumnFamilyHandle log)
    {
        var reader = new LogReader(database, log);
        if (reader.Last() is not { } last)
            return Empty;
        var (epoch, at) = ReadEpoch(database, reader);
        return new LogTail(last.LastRevision, last.Chain, epoch, at);
    }

    /// <summary>Puts into a batch which revision begins the epoch.</summary>
    public static void PutEpoch(WriteBatch batch, ulong revision)
    {
        Span<byte> value = stackalloc byte[LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(revision, value);
        _ = batch.Put(EpochKey, (ReadOnlySpan<byte>)value);
    }

    private static (string Epoch, ulong At) ReadEpoch(RocksDb database, LogReader reader)
    {
        try
        {
            var key = database.Get(EpochKey);
            var revision = key is { Length: LogRecordCodec.KeySize } ? LogRecordCodec.ReadKey(key) : 0;
            var record = reader.Find(revision);
            var begun = record is { Type: RecordType.Source } ? SourceBody.Parser.ParseFrom(record.Body.Span) : null;
            return (begun?.Entries.FirstOrDefault()?.Epoch?.Epoch ?? throw LogDamage.At(revision), revision);
        }
        catch (RocksDbException e)
        {
            throw LogDamage.Unreadable(e);
        }
    }
}
