using System.Text;
using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Intake;

/// <summary>
/// What a complete file did not contain. Missed once, an address is noted; missed by two complete files in a row it is deleted, unless
/// a row of the source could not be keyed (it may be the missing one), or it is too many at once: then two people decide.
/// </summary>
internal sealed class PassClosing(Writer writer, Publication publication)
{
    private const int FewDeletes = 20;
    private const int AddressesPerEntry = 200;

    /// <summary>Deals with the absent addresses of a complete pass; gives how many were deleted.</summary>
    public ulong Absences(SourceRow source, PassClose close)
    {
        SettleGone(source, close);
        // A list tells nothing of the facets of the source's other lists: what they missed stays missing.
        var missing = writer.State.Missing(source.Source).Where(key => close.Covers.Count == 0 || close.Covers.Contains(key.ToAddress().Facet)).ToHashSet();
        var gone = close.Absent.Select(address => AddressKey.Of(address)).Distinct().Where(key => IsLiveOf(source, key)).ToList();
        Note(source, [.. missing.Except(gone).Order()], metAgain: true);
        Note(source, [.. gone.Where(key => !missing.Contains(key))], metAgain: false);
        var again = gone.Where(missing.Contains).Order().ToList();
        if (again.Count == 0 || source.OpenUnkeyed > 0)
            return 0;
        if (again.Count > Guard(source))
        {
            Hold(source, again);
            return 0;
        }

        foreach (var key in again)
            Delete(key, source);
        return (ulong)again.Count;
    }

    // A row without an address that the newest complete file has no more was corrected, or taken away, at its source.
    private void SettleGone(SourceRow source, PassClose close)
    {
        if (source.OpenUnkeyed == 0)
            return;
        var gone = writer.State.OpenUnkeyed(source.Source)
            .Where(held => held.Value.LastSeen < source.PassRow && IsCovered(held.Value, close))
            .Select(static held => held.Key)
            .ToList();
        publication.Settle(gone, source.Source, "最新完整全量中已无此行 / the newest complete file has this row no more");
    }

    private static bool IsCovered(HeldItem item, PassClose close) => close.Covers.Count == 0
        || (item.Entry.Change is { } change && FacetCatalogue.Of(change) is { } facet && close.Covers.Contains(facet.Name));

    /// <summary>Deletes what is still live; used for an operator's release too.</summary>
    public void Delete(AddressKey key, SourceRow source, ulong replayedFrom = 0)
    {
        var address = key.ToAddress();
        var slot = writer.SlotOf(key);
        var tombstone = new Change
        {
            Key = address.Key,
            SourceVersion = VersionOrder.Current(slot, source),
            Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance },
        };
        _ = publication.Accept(tombstone, slot, [], source, replayedFrom == 0 ? null : new Replayed(replayedFrom));
    }

    private static long Guard(SourceRow source) => Math.Max(FewDeletes, (long)(source.LiveAddresses / 200));

    private bool IsLiveOf(SourceRow source, AddressKey key) =>
        writer.State.FindSlot(key) is { IsLive: true } slot && Ownership.Holds(source.Parts, key.ToAddress(), slot.Source == source.Source);

    private void Note(SourceRow source, List<AddressKey> keys, bool metAgain)
    {
        foreach (var part in keys.Chunk(AddressesPerEntry))
        {
            var entry = new MissingOnce { MetAgain = metAgain, Addresses = { part.Select(key => key.ToAddress()) } };
            _ = writer.Log.Add(new SourceEntry { Source = source.Source, Missing = entry });
        }
    }

    private void Hold(SourceRow source, List<AddressKey> keys)
    {
        var hash = OriginHash.OfRaw(Encoding.UTF8.GetBytes("deletes\n" + string.Join('\n', keys.Select(key => Convert.ToHexString(key.Bytes)))));
        var slot = writer.SlotOf(AddressKey.OfUnkeyed(source.Source, hash));
        if (slot.Held.Count > 0)
        {
            _ = publication.SeenAgain(slot.Held[0], source);
            return;
        }

        if (slot.Discarded.Count > 0)
            return;
        publication.Settle(writer.State.OpenDeleteGroups(source.Source), source.Source);
        var entry = new HeldEntry
        {
            OriginHash = ByteString.CopyFrom(hash),
            Deletes = { keys.Select(key => key.ToAddress()) },
            Violations = { TooMany(keys.Count, Guard(source)) },
        };
        _ = writer.Log.Add(entry, ByteString.Empty);
    }

    private static Violation TooMany(int count, long guard) => new()
    {
        Rule = HubRules.MassDelete,
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = $"连续两份完整全量中缺失 {count} 个地址,超过 {guard} 个的上限:须由两人放行。",
        MessageEn = $"Two complete files in a row lack {count} addresses, more than {guard}: two people have to release the deletes.",
    };
}
