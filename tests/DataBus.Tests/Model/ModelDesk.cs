using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>What operators do to failed pushes. Gives the result words of DeskResult.</summary>
internal sealed class ModelDesk(ModelState state, ModelAcceptance acceptance, ModelPasses passes)
{
    private const int GuardAfter = 3;

    public string Replay(ModelHeld held, string actor, bool take, int job = 0)
    {
        if (held.State == FailedState.Settled)
            return "late";
        if (!held.IsOpen)
            return "already_closed";
        if (held.State == FailedState.Waiting)
            return "waits";
        if (held.Failures >= GuardAfter)
            return "guarded";
        if (held.IsRekeyed && held.PatchedBy == actor)
            return "needs_second";
        if (held.Row is null)
            return Release(held, actor, job);
        if (held.StillHeld(take))
        {
            held.Failures++;
            held.Moved("replay_failed", job);
            return "still_held";
        }

        return Publish(held, actor, job);
    }

    public string Patch(ModelHeld held, int text, int place, string actor, int job = 0)
    {
        if (!held.IsOpen)
            return "already_closed";
        if (held.Row is not { Kind: RowKind.Content } row)
            return "no_typed_view";
        var mended = held.Content with { Text = text, Place = place, Fault = row.Fault == Fault.Bad ? Fault.None : row.Fault };
        if (mended == held.Content)
            return "unchanged";
        return mended == row ? Withdraw(held, job) : Set(held, mended, actor, "patched", job);
    }

    public string Withdraw(ModelHeld held, int job = 0)
    {
        if (!held.IsOpen)
            return "already_closed";
        return held.Patched is null ? "unchanged" : Set(held, null, "", "unpatched", job);
    }

    public string Discard(ModelHeld held, int job = 0)
    {
        if (!held.IsOpen)
            return "already_closed";

        held.State = FailedState.Discarded;
        held.Moved("discarded", job);
        held.ProposedBy = "";
        if (held.Row is { Kind: RowKind.Unkeyed } unkeyed)
            _ = state.Sources[held.Source].DiscardedUnkeyed.Add(unkeyed.Text);
        else if (held.Row is { } row)
        {
            var address = state.Addresses[row.Place];
            address.SlotOf(row).Discarded.Add(new ModelDiscard(row.Identity, row.Version));
            acceptance.AfterClosing(address);
        }

        return "discarded";
    }

    public string Restore(ModelHeld held, int job = 0)
    {
        if (held.State != FailedState.Discarded)
            return "not_discarded";
        if (IsStale(held))
            return "stale";

        held.State = FailedState.Held;
        held.Moved("restored", job);
        held.Failures = 0;
        if (held.Row is { Kind: RowKind.Unkeyed } unkeyed)
            _ = state.Sources[held.Source].DiscardedUnkeyed.Remove(unkeyed.Text);
        else if (held.Row is { } row)
            PutBack(held, row);
        return "restored";
    }

    public string Return(ModelHeld held, int job = 0)
    {
        if (!held.IsOpen)
            return "already_closed";
        if (held.State == FailedState.Waiting)
            return "waits";
        held.State = FailedState.Returned;
        held.Moved("returned", job);
        return "returned";
    }

    public string Confirm(ModelHeld held)
    {
        if (held.Correction != CorrectionState.Open)
            return "no_correction";
        var address = state.Addresses[held.Content.Place];
        var version = address.SlotOf(held.Content).Version;
        var isOfNow = version.Generation == state.Sources[held.Source].Generation;
        acceptance.Accept(address, held.Content with { Version = isOfNow ? version : ModelVersion.None }, held.Ordinal, held);
        held.Correction = CorrectionState.Confirmed;
        held.Moved("confirmed", 0);
        return "confirmed";
    }

    public string Review(ModelHeld held, string actor)
    {
        if (!held.NeedsReview)
            return "no_review";
        if (held.ReplayedBy == actor)
            return "needs_second";
        held.NeedsReview = false;
        held.Moved("reviewed", 0);
        return "reviewed";
    }

    public string Undo(ModelHeld held, int undone, int job)
    {
        if (held.Job != undone)
            return "moved";
        return held.State switch
        {
            FailedState.Replayed => TakeBack(held, job),
            FailedState.Discarded => Restore(held, job) == "restored" ? "undone" : "stale",
            FailedState.Returned when held.Act == "returned" => Reopen(held, job),
            _ when held.Act == "patched" => Withdraw(held, job) == "unpatched" ? "undone" : "unchanged",
            _ when held.Act == "restored" => Discard(held, job) == "discarded" ? "undone" : "moved",
            _ => "nothing_to_undo",
        };
    }

    private string Publish(ModelHeld held, string actor, int job)
    {
        var row = state.RowOfNow(held);
        var address = state.Addresses[row.Place];
        var slot = address.SlotOf(row);
        var isLive = slot.Live is not null && row.Kind == RowKind.Content && slot.Live == row.Identity;
        if (!isLive && !address.IsEvent && slot.Known && row.Version.CompareWith(slot.Version) is < 0)
            return "late";

        held.Before = isLive ? null : slot.Remember();
        held.State = FailedState.Replayed;
        held.Moved("replayed", job);
        held.ProposedBy = "";
        held.ReplayedBy = actor;
        held.Correction = !isLive && held.Patched is not null ? CorrectionState.Open : CorrectionState.Unspecified;
        held.NeedsReview = !isLive && held.Patched is not null && held.PatchedBy == actor;
        if (!isLive)
            acceptance.Accept(address, row, held.Ordinal, held);
        if (held.Row!.Kind == RowKind.Unkeyed)
            return "replayed";
        if (held.IsRekeyed)
            state.Addresses[held.Row.Place].SlotOf(held.Row).Rekeyed.Add(held);
        acceptance.AfterClosing(state.Addresses[held.Row.Place]);
        return "replayed";
    }

    private static string Set(ModelHeld held, ModelRow? mended, string actor, string act, int job)
    {
        (held.Patched, held.PatchedBy, held.Failures, held.ProposedBy) = (mended, actor, 0, "");
        held.Moved(act, job);
        return act;
    }

    // Two people release a group of deletes.
    private string Release(ModelHeld group, string actor, int job)
    {
        if (group.ProposedBy.Length == 0 || group.ProposedBy == actor)
        {
            group.ProposedBy = actor;
            group.Moved("proposed", job);
            return "proposed";
        }

        group.State = FailedState.Replayed;
        group.Moved("replayed", job);
        group.ProposedBy = "";
        _ = passes.Delete(group.Deletes.Where(place => IsStillMissed(place, group)));
        return "replayed";
    }

    // What came again after the group was held stays.
    private bool IsStillMissed(int place, ModelHeld group) =>
        state.Addresses[place] is { MissingOnce: true } address && address.AcceptedAt <= group.Ordinal;

    private bool IsStale(ModelHeld held)
    {
        if (held.Row is not { Kind: not RowKind.Unkeyed } row)
            return false;
        var address = state.Addresses[row.Place];
        var slot = address.SlotOf(row);
        if ((slot.Live is not null && slot.Origin == row.Identity) || address.OpenLike(row) is not null)
            return true;
        if (address.IsEvent || !slot.Known)
            return false;
        var version = row.Version.Generation == state.Sources[held.Source].Generation ? row.Version : ModelVersion.None;
        return version.CompareWith(slot.Version) is { } order ? order < 0 : address.AcceptedAt > held.Ordinal;
    }

    // Behind what it has to wait for, or as late if its successors went out.
    private void PutBack(ModelHeld held, ModelRow row)
    {
        var address = state.Addresses[row.Place];
        _ = address.SlotOf(row).Discarded.RemoveAll(discard => discard.Identity == row.Identity);
        if (!address.IsEvent)
        {
            address.Pending |= address.IsLive && !held.IsPassive;
            return;
        }

        var isOfNow = row.Version.Generation == state.Sources[held.Source].Generation;
        var isLate = address.AcceptedAt > held.Ordinal || (isOfNow && row.Version.Order == VersionOrder.Sequence && row.Version.IsLowerThan(address.Tail));
        held.IsLate |= isLate;
        if (!isLate && address.Held.Find(other => other.Blocks && other != held) is { } head && head.Ordinal < held.Ordinal && head.Row!.Event != row.Event)
            held.State = FailedState.Waiting;
        acceptance.Release(address);
    }

    private string TakeBack(ModelHeld held, int job)
    {
        if (held.Row is null)
            return "nothing_to_undo";
        var address = state.Addresses[held.Content.Place];
        var slot = address.SlotOf(held.Content);
        if (held.Before is not { } before)
            return Reopen(held, job);
        if (slot.From != held)
            return "newer_content";
        if (address.IsEvent && !before.Known)
            return "event_is_out";

        var isOfNow = before.Version.Generation == state.Sources[held.Source].Generation;
        (slot.Live, slot.Origin, slot.From, slot.IsMended) = (before.Live, before.Origin, before.From, before.IsMended);
        slot.Version = isOfNow ? before.Version : ModelVersion.None;
        address.AcceptedAt = state.Held.Count;
        address.MissingOnce = false;
        return Reopen(held, job);
    }

    private string Reopen(ModelHeld held, int job)
    {
        held.State = FailedState.Held;
        held.Moved("undone", job);
        (held.Failures, held.Before, held.Correction, held.NeedsReview) = (0, null, CorrectionState.Unspecified, false);
        if (held.Row is not { Kind: not RowKind.Unkeyed } row)
            return "undone";
        var address = state.Addresses[row.Place];
        _ = address.SlotOf(row).Rekeyed.Remove(held);
        if (address.IsEvent)
            acceptance.Release(address);
        else
            address.Pending |= address.IsLive && !held.IsPassive;
        return "undone";
    }
}
