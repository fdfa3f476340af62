using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Desk;

/// <summary>Failed pushes whose rows an adapter is asked to read again.</summary>
internal static class AskedRows
{
    /// <summary>Those of a source, oldest first.</summary>
    public static IEnumerable<Reread> Of(SourceRow source, IViewReader view, IExchangeLog log)
    {
        if (source.Rereads == 0)
            return [];
        var files = view.Passes(source.Source).Where(static row => row.State.File is not null)
            .GroupBy(static row => row.Pass).ToDictionary(static rows => rows.Key, static rows => rows.Last().State.File);
        return view.ScanHeld()
            .Where(row => row.Value.RereadAsked && row.Value.Source == source.Source)
            .Select(row => Asked(row.Key, row.Value, files.GetValueOrDefault(row.Value.Pass), log.ReadRaw(row.Key)));
    }

    // A row is known again by what it writes, by its bytes, or by its place; a mapping that was mended may write elsewhere.
    private static Reread Asked(ulong id, HeldItem item, FileFacts? file, ReadOnlyMemory<byte>? raw)
    {
        var entry = item.Entry;
        var address = entry is { Unkeyed: false, Change: { } change } ? Addresses.Of(change) : null;
        return new Reread
        {
            Id = id,
            Address = address,
            EventId = address is null ? "" : Addresses.EventIdOf(entry.Change),
            RawHash = raw is { } bytes ? ByteString.CopyFrom(OriginHash.OfRaw(bytes.Span)) : ByteString.Empty,
            File = file,
            Row = entry.Row,
        };
    }
}
