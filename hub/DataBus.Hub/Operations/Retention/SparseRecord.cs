using System.Security.Cryptography;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Operations.Retention;

/// <summary>Makes what a trim leaves of a record.</summary>
internal static class SparseRecord
{
    /// <summary>The record without what the plan drops; the record itself if it keeps all.</summary>
    /// <param name="record">A record below the floor.</param>
    /// <param name="plan">What goes.</param>
    /// <param name="seed">Of the trim: the same gives the same record.</param>
    /// <param name="dropped">How many changes it lost.</param>
    public static LogRecord Of(LogRecord record, TrimPlan plan, ReadOnlySpan<byte> seed, out int dropped)
    {
        dropped = 0;
        if (record.Type != RecordType.Changes || record.Body.IsEmpty)
            return record;
        var body = ChangesBody.Parser.ParseFrom(record.Body.Span);
        var kept = new ChangesBody();
        foreach (var changes in NumberedChanges.Of(body).GroupBy(static one => one.Run))
        {
            var stay = changes.Where(one => !plan.Drops(one.Revision, one.Change)).ToList();
            kept.Changes.Add(stay.Select(static one => one.Change));
            if (stay.Count > 0)
                kept.Runs.Add(changes.Key.Only([.. stay.Select(static one => one.Revision)]));
        }
        dropped = body.Changes.Count - kept.Changes.Count;
        return dropped == 0 ? record : LogRecordCodec.Rewrite(record, kept.ToByteArray(), SaltOf(record, seed));
    }

    /// <summary>The salt of a record that is rewritten.</summary>
    // Not the old one: with that and the old digest, which stays, somebody could try out what was dropped.
    public static byte[] SaltOf(LogRecord record, ReadOnlySpan<byte> seed)
    {
        Span<byte> both = stackalloc byte[LogRecordCodec.SaltSize + LogRecordCodec.KeySize];
        seed.CopyTo(both);
        LogRecordCodec.WriteKey(record.FirstRevision, both[LogRecordCodec.SaltSize..]);
        return SHA256.HashData(both)[..LogRecordCodec.SaltSize];
    }
}
