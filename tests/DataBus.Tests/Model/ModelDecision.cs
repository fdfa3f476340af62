using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>The order of decisions for one row: key and owner, known, newer, waiting, rules.</summary>
internal sealed class ModelDecision(ModelState state, ModelAcceptance acceptance)
{
    public ModelOutcome Decide(string source, ModelRow sent)
    {
        var row = sent with { Version = sent.Version with { Generation = state.Sources[source].Generation } };
        if (row.Kind == RowKind.Unkeyed)
            return Unkeyed(source, row);
        if (Places.All[row.Place].Owner != source)
            return new(Outcome.Refused, null);

        var address = state.Addresses[row.Place];
        return Known(address, row)
            ?? Newer(source, address, row)
            ?? Waiting(source, address, row)
            ?? Judge(source, address, row);
    }

    private ModelOutcome Unkeyed(string source, ModelRow row)
    {
        var same = state.Held.Find(held => held.IsOpen && held.Source == source && held.Row is { Kind: RowKind.Unkeyed } && held.Row.Text == row.Text);
        if (same is not null)
            return SeenAgain(same);
        return state.Sources[source].DiscardedUnkeyed.Contains(row.Text)
            ? new(Outcome.Known, null)
            : Hold(new ModelHeld { Ordinal = state.Held.Count, Source = source, Row = row, LastSeen = state.Sources[source].Pass });
    }

    private ModelOutcome? Known(ModelAddress address, ModelRow row)
    {
        var slot = address.SlotOf(row);
        if (row.Kind == RowKind.Delete ? slot.Live is null : slot.Live is not null && slot.Origin == row.Identity)
        {
            if (!address.IsEvent && slot.Known && Raises(row.Version, slot.Version))
                slot.Version = row.Version;
            acceptance.ReturnToLive(address, row);
            return new(Outcome.Unchanged, null);
        }

        if (address.OpenLike(row) is { } same)
            return SeenAgain(same);
        return slot.Discarded.Any(discard => discard.Identity == row.Identity) || slot.Rekeyed.Any(moved => moved.Row!.Identity == row.Identity) ? new(Outcome.Known, null) : null;
    }

    // A known content that tells its version for the first time is as good as one that tells a higher one.
    private static bool Raises(ModelVersion version, ModelVersion stored) =>
        version.IsHigherThan(stored)
        || (version.Order != VersionOrder.None && (stored.Order == VersionOrder.None || stored.Generation != version.Generation));

    private ModelOutcome? Newer(string source, ModelAddress address, ModelRow row)
    {
        var slot = address.SlotOf(row);
        if (address.IsEvent)
        {
            var isNew = !slot.Known && !address.Open.Any(held => held.Row!.Event == row.Event);
            var isLate = isNew && row.Version.Order == VersionOrder.Sequence && row.Version.IsLowerThan(address.Tail);
            return isLate ? Hold(New(source, row, isLate: true)) : null;
        }

        if (!slot.Known || row.Version.CompareWith(slot.Version) is not { } comparison || comparison > 0)
            return null;
        if (comparison < 0)
            return new(Outcome.Stale, null);
        // What was deleted lives again also at an equal version; and the owner may confirm what an operator made of it.
        var confirms = slot.IsMended && slot.Live == row.Identity;
        return !confirms && row.Version.Order == VersionOrder.Sequence && slot.Live is not null ? Hold(New(source, row, isConflict: true)) : null;
    }

    private ModelOutcome? Waiting(string source, ModelAddress address, ModelRow row)
    {
        // An amendment of an event that was let through is behind nothing.
        if (!address.IsEvent || address.SlotOf(row).Known || acceptance.Blocker(address, row) is not { } blocker)
            return null;

        var held = state.Hold(New(source, row));
        held.State = FailedState.Waiting;
        held.WaitsFor = blocker;
        return new(Outcome.Waiting, held);
    }

    private ModelOutcome Judge(string source, ModelAddress address, ModelRow row)
    {
        var judged = New(source, row);
        if (row.Fault == Fault.None)
        {
            acceptance.Accept(address, row, judged.Ordinal);
            return new(Outcome.Accepted, null);
        }

        if (!address.IsEvent && address.IsLive)
            address.Pending = true;
        return Hold(judged);
    }

    private ModelHeld New(string source, ModelRow row, bool isConflict = false, bool isLate = false) =>
        new() { Ordinal = state.Held.Count, Source = source, Row = row, IsConflict = isConflict, IsLate = isLate };

    private ModelOutcome Hold(ModelHeld held) => new(Outcome.Held, state.Hold(held));

    private ModelOutcome SeenAgain(ModelHeld held)
    {
        held.SeenAgain++;
        held.LastSeen = state.Sources[held.Source].Pass;
        return new(Outcome.SeenAgain, held);
    }
}
