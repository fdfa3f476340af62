using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>What operators do to failed pushes. Gives the result words of DeskResult.</summary>
internal sealed class ModelDesk(ModelState state, ModelAcceptance acceptance, ModelPasses passes)
{
    private const int GuardAfter = 3;

    public string Replay(ModelHeld held, string actor, bool take)
    {
        if (!held.IsOpen)
            return "already_closed";
        if (held.State == FailedState.Waiting)
            return "waits";
        if (held.Row is null)
            return Release(held, actor);
        if (held.Failures >= GuardAfter)
            return "guarded";
        if (held.StillHeld(take))
        {
            held.Failures++;
            return "still_held";
        }

        var address = state.Addresses[held.Row.Place];
        held.State = FailedState.Replayed;
        acceptance.Accept(address, state.RowOfNow(held), held.Ordinal);
        return "replayed";
    }

    public string Discard(ModelHeld held)
    {
        if (!held.IsOpen)
            return "already_closed";

        held.State = FailedState.Discarded;
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

    // Two people release a group of deletes.
    private string Release(ModelHeld group, string actor)
    {
        if (group.ProposedBy.Length == 0 || group.ProposedBy == actor)
        {
            group.ProposedBy = actor;
            return "proposed";
        }

        group.State = FailedState.Replayed;
        _ = passes.Delete(group.Deletes.Where(place => IsStillMissed(place, group)));
        return "replayed";
    }

    // What came again after the group was held stays.
    private bool IsStillMissed(int place, ModelHeld group) =>
        state.Addresses[place] is { MissingOnce: true } address && address.AcceptedAt <= group.Ordinal;
}
