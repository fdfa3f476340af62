using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Retention;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Operations.Erasures;

/// <summary>Makes what an erasure leaves of a record; the same each time, so that a broken-off erasure goes on as it would have.</summary>
/// <param name="decided">What goes.</param>
/// <param name="seed">Of the erasure: the salts come of it.</param>
internal sealed class ErasedRecords(ErasureDecided decided, ReadOnlyMemory<byte> seed)
{
    private readonly HashSet<AddressKey> _addresses = [.. decided.Addresses.Select(static one => AddressKey.Of(one.Address))];
    private readonly HashSet<ulong> _failed = [.. decided.Failed];

    /// <summary>The record without what goes; null if it has nothing of it.</summary>
    public LogRecord? Of(LogRecord record)
    {
        IMessage? body = record.Type switch
        {
            RecordType.Changes => Without(ChangesBody.Parser.ParseFrom(record.Body.Span)),
            RecordType.Held => Without(record, HeldBody.Parser.ParseFrom(record.Body.Span)),
            RecordType.Desk => Without(DeskBody.Parser.ParseFrom(record.Body.Span)),
            _ => null,
        };
        return body is null ? null : LogRecordCodec.Rewrite(record, body.ToByteArray(), SparseRecord.SaltOf(record, seed.Span));
    }

    private ChangesBody? Without(ChangesBody body)
    {
        var kept = new ChangesBody();
        foreach (var changes in NumberedChanges.Of(body).GroupBy(static one => one.Run))
        {
            var stay = changes.Where(one => !Goes(one.Change)).ToList();
            kept.Changes.Add(stay.Select(static one => one.Change));
            if (stay.Count > 0)
                kept.Runs.Add(changes.Key.Only([.. stay.Select(static one => one.Revision)]));
        }
        return kept.Changes.Count == body.Changes.Count ? null : kept;
    }

    private bool Goes(Change change) =>
        Erased.IsContent(change) && Addresses.Of(change) is { } address && _addresses.Contains(AddressKey.Of(address));

    private HeldBody? Without(LogRecord record, HeldBody body)
    {
        var goes = false;
        for (var i = 0; i < body.Held.Count; i++)
        {
            if (!_failed.Contains(record.FirstRevision + (ulong)i))
                continue;
            Erased.Strip(body.Held[i]);
            goes = true;
        }
        return goes ? body : null;
    }

    private DeskBody? Without(DeskBody body)
    {
        var touched = body.Acts.Where(act => _failed.Contains(act.Id) && (act.Content is not null || act.Violations.Count > 0)).ToList();
        foreach (var act in touched)
            Erased.Strip(act);
        return touched.Count == 0 ? null : body;
    }
}
