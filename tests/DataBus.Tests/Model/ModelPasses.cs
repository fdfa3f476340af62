using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>What the close of a pass does: ledger, source floor, absence.</summary>
internal sealed class ModelPasses(ModelState state, ModelAcceptance acceptance)
{
    private const int SmallestGuard = 20;
    private const int GuardDivisor = 200;

    /// <summary>Gives how many addresses were deleted.</summary>
    public int Close(ModelSource source, ModelPass pass, ModelClose close, Tallies tallies)
    {
        source.Files.Add(new ModelFile(pass.File, pass.AsOf) { End = close.End, Tallies = tallies });
        if (close.End != PassEnd.Whole || !pass.Full)
            return 0;

        if (close.Proven)
            SettleGone(source);
        var deleted = close.Proven ? Absent(source, close.Absent) : 0;
        source.Floor = Math.Max(source.Floor, pass.AsOf);
        return deleted;
    }

    /// <summary>Deletes what is live of these; also for a group that operators released.</summary>
    public int Delete(IEnumerable<int> places)
    {
        var deleted = 0;
        foreach (var address in places.Select(place => state.Addresses[place]).Where(address => address.IsLive).ToList())
        {
            var version = address.SlotOf(Tombstone(address, ModelVersion.None)).Version;
            if (version.Generation != state.Sources[Places.All[address.Place].Owner].Generation)
                version = ModelVersion.None;
            acceptance.Accept(address, Tombstone(address, version), state.Held.Count);
            deleted++;
        }

        return deleted;
    }

    // A row without an address that a complete file has no more was corrected, or taken away.
    private void SettleGone(ModelSource source)
    {
        foreach (var held in state.Held.Where(held => held is { IsOpen: true, Row.Kind: RowKind.Unkeyed } && held.Source == source.Name && held.LastSeen < source.Pass))
            held.Settle();
    }

    private int Absent(ModelSource source, IReadOnlyList<int> absent)
    {
        var missed = absent.Where(place => state.Addresses[place].IsLive).ToHashSet();
        foreach (var address in state.Addresses.Where(address => Places.All[address.Place].Owner == source.Name && !missed.Contains(address.Place)))
            address.MissingOnce = false;

        var twice = missed.Where(place => state.Addresses[place].MissingOnce).Order().ToList();
        foreach (var place in missed)
            state.Addresses[place].MissingOnce = true;
        if (state.Held.Any(held => held is { IsOpen: true, Row.Kind: RowKind.Unkeyed } && held.Source == source.Name))
            return 0;
        if (twice.Count <= Math.Max(SmallestGuard, state.LiveOf(source.Name) / GuardDivisor))
            return Delete(twice);

        HoldGroup(source, twice);
        return 0;
    }

    // The same deletes are known again; others take the place of those before.
    private void HoldGroup(ModelSource source, IReadOnlyList<int> places)
    {
        var groups = state.Held.Where(held => held.Row is null && held.Source == source.Name).ToList();
        var same = groups.FindLast(group => group.Deletes.SequenceEqual(places));
        if (same is { IsOpen: true })
        {
            same.SeenAgain++;
            return;
        }

        if (same is { State: FailedState.Discarded })
            return;
        foreach (var group in groups.Where(group => group.IsOpen))
            group.Settle();
        _ = state.Hold(new ModelHeld { Ordinal = state.Held.Count, Source = source.Name, Deletes = places });
    }

    private static ModelRow Tombstone(ModelAddress address, ModelVersion version) =>
        new(RowKind.Delete, address.Place, 0, 0, version, Fault.None);
}
