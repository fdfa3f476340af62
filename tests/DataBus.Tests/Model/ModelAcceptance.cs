using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>What follows from a content that becomes, or proves to be, the live one.</summary>
internal sealed class ModelAcceptance(ModelState state)
{
    /// <param name="address">The address.</param>
    /// <param name="row">What is accepted.</param>
    /// <param name="arrival">When it arrived, counted in held things: what was held at or after that arrived later.</param>
    /// <param name="from">The failed push that it comes from; null: straight from its source.</param>
    public void Accept(ModelAddress address, ModelRow row, int arrival, ModelHeld? from = null)
    {
        var slot = address.SlotOf(row);
        EndNotices(slot, row, from);
        slot.Known = true;
        slot.Live = row.Kind == RowKind.Delete ? null : row.Identity;
        slot.Version = row.Version;
        slot.Discarded.Clear();
        slot.Rekeyed.Clear();
        slot.From = from;
        slot.IsMended = from?.Patched is not null;
        slot.Origin = !slot.IsMended ? slot.Live : from!.IsRekeyed ? ModelSlot.Never : from.Row!.Identity;
        address.AcceptedAt = state.Held.Count;
        // Whatever was missed before this came was missed before.
        address.MissingOnce = false;
        if (address.IsEvent && row.Version.Order == VersionOrder.Sequence)
            address.Tail = row.Version.IsLowerThan(address.Tail) ? address.Tail : row.Version;
        Settle(address, row, arrival);
    }

    // The owner's own push of what an operator made of it confirms it; anything else that is newer ends it.
    private static void EndNotices(ModelSlot slot, ModelRow row, ModelHeld? from)
    {
        if (slot.IsMended && slot.From != from && slot.From!.Correction == CorrectionState.Open)
        {
            var confirms = from is null && row.Kind == RowKind.Content && slot.Live == row.Identity;
            slot.From.Correction = confirms ? CorrectionState.Confirmed : CorrectionState.Lapsed;
            slot.From.Moved(confirms ? "confirmed" : "lapsed", 0);
        }

        foreach (var moved in slot.Rekeyed.Where(moved => moved != from && moved.Correction == CorrectionState.Open))
        {
            moved.Correction = CorrectionState.Lapsed;
            moved.Moved("lapsed", 0);
        }
    }

    /// <summary>The live content came again: what was held and is not newer is moot.</summary>
    public void ReturnToLive(ModelAddress address, ModelRow row) => Settle(address, row, int.MaxValue);

    /// <summary>The failed push that an event has to wait for; null if none.</summary>
    public ModelHeld? Blocker(ModelAddress address, ModelRow row) =>
        address.Held.Find(held => held.Blocks) is { } head && head.Row!.Event != row.Event ? head : null;

    /// <summary>What must be looked at when a failed push was closed: the pending mark, and the events behind it.</summary>
    public void AfterClosing(ModelAddress address)
    {
        if (!address.Open.Any(held => !held.IsPassive))
            address.Pending = false;
        if (address.IsEvent)
            Release(address);
    }

    private void Settle(ModelAddress address, ModelRow row, int arrival)
    {
        foreach (var held in address.Open.Where(held => IsOlder(address, held, row, arrival)).ToList())
            held.Settle();
        AfterClosing(address);
    }

    private static bool IsOlder(ModelAddress address, ModelHeld held, ModelRow accepted, int arrival)
    {
        var arrivedBefore = held.Ordinal < arrival;
        if (address.IsEvent)
            return held.Row!.Event == accepted.Event && arrivedBefore;
        return held.Row!.Version.CompareWith(accepted.Version) switch
        {
            null => arrivedBefore,
            0 => accepted.Version.Order == VersionOrder.Sequence || arrivedBefore,
            var comparison => comparison < 0,
        };
    }

    /// <summary>In order, until one is held again; a sound amendment of that one may let more go.</summary>
    public void Release(ModelAddress address)
    {
        while (address.Held.Find(held => held.State == FailedState.Waiting && Blocker(address, held.Row!) is null) is { } next)
        {
            next.WaitsFor = null;
            if (next.StillHeld(take: false))
            {
                next.State = FailedState.Held;
                next.Moved("replay_failed", 0);
                next.Failures++;
                continue;
            }

            next.Before = address.SlotOf(next.Content).Remember();
            next.State = FailedState.Replayed;
            next.Moved("replayed", 0);
            next.Correction = next.Patched is null ? CorrectionState.Unspecified : CorrectionState.Open;
            next.ReplayedBy = "hub";
            Accept(address, state.RowOfNow(next), next.Ordinal, next);
        }

        foreach (var waiting in address.Held.Where(held => held.State == FailedState.Waiting))
            waiting.WaitsFor = Blocker(address, waiting.Row!);
    }
}
