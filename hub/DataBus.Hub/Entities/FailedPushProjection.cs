using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>What held changes and acts on them do to the failed pushes and to their addresses.</summary>
internal sealed class FailedPushProjection(IViewState state)
{
    private readonly HeldRefs _refs = new(state);

    public void Apply(HeldEntry entry, ulong id, RunContext run)
    {
        var item = new HeldItem
        {
            Entry = entry,
            State = entry.WaitsFor == 0 ? FailedState.Held : FailedState.Waiting,
            Source = run.Source,
            Pass = run.Pass,
            HeldAt = run.CommittedAt,
            WaitsFor = entry.WaitsFor,
            Generation = run.Generation,
            Violations = { entry.Violations },
            Version = id,
            LastSeen = id,
        };
        state.Set(id, item);
        CountOpen(item, +1);
        _refs.Add(id, item);
    }

    public void Apply(DeskEntry act, ulong revision)
    {
        var item = state.FindHeld(act.Id)
            ?? throw new InvalidOperationException($"Revision {revision} acts on the failed push {act.Id}, which does not exist.");
        if (act.Act == HubRules.SeenAgain)
        {
            item.SeenAgain++;
            item.LastSeen = revision;
            state.Set(act.Id, item);
            return;
        }

        if (HubRules.Moves(act.Act))
            (item.Version, item.Job) = (revision, act.Job);
        Change(item, act);
        var told = new DeskAct { At = act.At, Actor = act.Actor, Act = act.Act, Reason = act.Reason, Revision = revision, Job = act.Job };
        told.Fields.Add(act.Fields);
        item.History.Add(told);
        Move(act.Id, item, act);
    }

    private void Change(HeldItem item, DeskEntry act)
    {
        switch (act.Act)
        {
            case HubRules.Proposed:
                item.ProposedBy = act.Actor;
                break;
            case HubRules.ReplayFailed:
                item.Attempts++;
                item.SameCause = IsSameCause(item, act) ? item.SameCause + 1 : 1;
                Hold(item, act);
                break;
            case HubRules.Replayed:
                item.Attempts++;
                (item.AcceptedAs, item.Superseded, item.ReplayedBy, item.ReviewDue) = (act.AcceptedAs, act.Superseded, act.Actor, act.ReviewDue);
                item.Correction = item.Patched is not null && act.AcceptedAs != 0 ? CorrectionState.Open : CorrectionState.Unspecified;
                break;
            case HubRules.Patched or HubRules.Unpatched:
                (item.Patched, item.PatchedBy) = (act.Content, act.Content is null ? "" : act.Actor);
                item.PatchedFields.Clear();
                item.PatchedFields.Add(act.Fields);
                (item.ProposedBy, item.SameCause) = ("", 0);
                Hold(item, act);
                break;
            case HubRules.Returned:
                (item.Due, item.ReturnedAt, item.ReturnReason) = (act.Due, act.At, act.Reason);
                break;
            case HubRules.Discarded:
                item.DiscardCode = act.Code;
                break;
            case HubRules.Restored or HubRules.Undone:
                (item.ProposedBy, item.SameCause, item.WaitsFor) = ("", 0, act.WaitsFor);
                (item.AcceptedAs, item.Superseded, item.Correction, item.ReviewDue) = (0, null, CorrectionState.Unspecified, null);
                Hold(item, act);
                break;
            case HubRules.RereadAsked:
                CountRereads(item, asked: true);
                break;
            case HubRules.Reread:
                CountRereads(item, asked: false);
                break;
            case HubRules.Releasable or HubRules.NotReleasable:
                item.Releasable = act.Act == HubRules.Releasable;
                break;
            case HubRules.Confirmed:
                item.Correction = CorrectionState.Confirmed;
                item.AcceptedAs = act.AcceptedAs == 0 ? item.AcceptedAs : act.AcceptedAs;
                break;
            case HubRules.Lapsed:
                item.Correction = CorrectionState.Lapsed;
                break;
            case HubRules.Reviewed:
                item.ReviewDue = null;
                break;
        }
    }

    private static void Hold(HeldItem item, DeskEntry act)
    {
        item.Releasable = !act.Violations.Any(static broken => broken.Severity == Severity.Error);
        item.Violations.Clear();
        item.Violations.Add(act.Violations);
    }

    // The first failure after it was held, or patched, has a cause to compare with as well.
    private static bool IsSameCause(HeldItem item, DeskEntry act) => item.SameCause > 0
        && item.Violations.Select(static broken => broken.Rule).ToHashSet().SetEquals(act.Violations.Select(static broken => broken.Rule));

    private void Move(ulong id, HeldItem item, DeskEntry act)
    {
        var (wasOpen, to) = (IsOpen(item.State), act.State);
        item.State = to;
        if (to != FailedState.Returned && item.Due.Length > 0)
            (item.Due, item.ReturnedAt, item.ReturnReason) = ("", null, "");
        if (wasOpen && !IsOpen(to))
            Close(item);
        state.Set(id, item);
        if (!wasOpen && IsOpen(to))
            CountOpen(item, +1);
        _refs.Move(id, item, act.Act);
    }

    private void Close(HeldItem item)
    {
        CountOpen(item, -1);
        CountRereads(item, asked: false);
        (item.ProposedBy, item.Releasable) = ("", false);
    }

    private void CountRereads(HeldItem item, bool asked)
    {
        if (item.RereadAsked == asked)
            return;
        item.RereadAsked = asked;
        var row = state.Source(item.Source);
        row.Rereads = asked ? row.Rereads + 1 : row.Rereads - 1;
        state.Set(row);
    }

    private void CountOpen(HeldItem item, int change)
    {
        var row = state.Source(item.Source);
        row.OpenFailed = (ulong)((long)row.OpenFailed + change);
        if (item.Entry.Unkeyed)
            row.OpenUnkeyed = (ulong)((long)row.OpenUnkeyed + change);
        state.Set(row);
    }

    /// <summary>Whether a failed push waits for its outcome.</summary>
    public static bool IsOpen(FailedState failed) => failed is FailedState.Held or FailedState.Waiting or FailedState.Returned;
}
