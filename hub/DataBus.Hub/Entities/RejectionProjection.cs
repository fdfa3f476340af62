using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Entities;

/// <summary>What entries about named readers do to their rejections.</summary>
internal sealed class RejectionProjection(IViewState state)
{
    public void Apply(ReaderSet set, Timestamp at, ulong revision)
    {
        switch (set.Act)
        {
            case ReaderActs.Rejected:
                state.Set(new RejectionRow
                {
                    Name = set.Name,
                    Revision = set.Revision,
                    Address = set.Address,
                    EventId = set.EventId,
                    Actor = set.Actor,
                    Reason = set.Reason,
                    RejectedAt = at,
                });
                break;
            case ReaderActs.Closed:
                var row = state.FindRejection(set.Name, set.Revision)
                    ?? throw new InvalidOperationException($"Revision {revision} closes a rejection of {set.Revision} by {set.Name}, which there is not.");
                (row.ClosedAt, row.ClosedBy, row.ClosedReason) = (at, set.Actor, set.Reason);
                state.Set(row);
                break;
            case ReaderActs.Sought or ReaderActs.Dropped:
                // For who reads the log: where the name stands is kept outside.
                break;
            default:
                throw new InvalidOperationException($"Revision {revision} has a reader {set.Act}, which this hub does not know.");
        }
    }
}
