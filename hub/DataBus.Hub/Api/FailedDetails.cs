using DataBus.Hub.Access;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Api;

/// <summary>Shows one failed push, whole, with what stands around it.</summary>
internal static class FailedDetails
{
    private const int MaxWaiting = 100;
    private const int MaxGolden = 200;

    /// <summary>The failed push as an operator sees it; null if there is none.</summary>
    public static GetFailedResponse? Read(ulong id, IViewReader view, IExchangeLog log)
    {
        if (view.FindHeld(id) is not { } item)
            return null;

        HeldRef[] waiting = [.. (view.FindSlot(HeldRefs.KeyOf(item))?.Held ?? []).Where(held => held.WaitsFor == id)];
        var response = new GetFailedResponse
        {
            Item = FailedPushes.Of(id, item, static violation => violation),
            Change = item.Entry.Change,
            Patched = item.Patched,
            Live = Live(item, view, log),
            Deletes = { item.Entry.Deletes },
            History = { FailedPushes.HistoryOf(id, item) },
            Waiting = { waiting.Take(MaxWaiting).Select(held => FailedPushes.Masked(held.Id, view.FindHeld(held.Id)!)) },
            WaitingCount = (ulong)waiting.Length,
            Golden = { Golden(item, view, log) },
            Revision = view.Watermark,
        };
        if (log.ReadRaw(id) is { } raw)
            response.Raw = UnsafeByteOperations.UnsafeWrap(raw);
        return response;
    }

    /// <summary>Whether it is kept on record who looked at this: something in it is closed or personal, or may be.</summary>
    public static bool IsSensitive(GetFailedResponse shown, IViewReader view) =>
        new[] { shown.Patched, shown.Live }.Concat(shown.Golden).Any(static change => change is not null && Sensitive.Is(change))
        || IsSensitive(shown.Change, view.FindSource(shown.Item.Source));

    /// <summary>Whether it is kept on record who looked at what a source sent; of a row of which no change could be made nobody can say of
    /// which facet it is.</summary>
    public static bool IsSensitive(Change? sent, SourceRow? source) => sent is null ? OwnsClosed(source) : Sensitive.Is(sent);

    private static bool OwnsClosed(SourceRow? source) => source?.Parts.Any(static part => FacetCatalogue.Find(part.Facet) is { IsClosed: true }) == true;

    private static Change? Live(HeldItem item, IViewReader view, IExchangeLog log)
    {
        if (FailedPushes.AddressOf(item) is not { } address)
            return null;

        var change = item.Patched ?? item.Entry.Change;
        var slot = view.FindSlot(AddressKey.Of(address, Addresses.EventIdOf(change)));
        return slot is { IsLive: true } ? ContentReader.Read(log, slot.Revision)?.Change : null;
    }

    private static IEnumerable<Change> Golden(HeldItem item, IViewReader view, IExchangeLog log)
    {
        if (FailedPushes.AddressOf(item) is not { } address)
            return [];

        return EntityGroup.Of(view, address.Key).Members
            .SelectMany(static member => member.Slots)
            .Where(static slot => slot.Value.IsLive)
            .Take(MaxGolden)
            .Select(slot => ContentReader.Read(log, slot.Value.Revision)?.Change)
            .OfType<Change>();
    }
}
