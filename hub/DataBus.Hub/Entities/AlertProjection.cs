using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Entities;

/// <summary>What entries about alerts do to the alerts.</summary>
internal sealed class AlertProjection(IViewState state)
{
    public void Apply(AlertSet set, Timestamp at, ulong revision)
    {
        var row = state.FindAlert(set.Subject);
        if (set.State == AlertStates.Raised)
            row = Raise(row, set, at, revision);
        if (row is null)
            throw new InvalidOperationException($"Revision {revision} is about the alert {set.Subject}, which was never raised.");
        switch (set.State)
        {
            case AlertStates.Raised:
                break;
            case AlertStates.Sent:
                // It may have grown while its smaller message went out.
                if (set.Count == row.Count)
                    row.SentTo.Add(set.Channel);
                break;
            case AlertStates.Escalated:
                row.EscalatedTo.Add(set.Channel);
                break;
            case AlertStates.Acknowledged:
                (row.AcknowledgedBy, row.AcknowledgedAt, row.AcknowledgedReason) = (set.Actor, at, set.Text);
                break;
            case AlertStates.Closed:
                row.ClosedAt = at;
                break;
            default:
                throw new InvalidOperationException($"Revision {revision} has an alert {set.State}, which this hub does not know.");
        }

        row.ChangedAt = at;
        state.Set(row);
    }

    // Of an open one: it has grown, and there is a new message to send.
    private static AlertRow Raise(AlertRow? row, AlertSet set, Timestamp at, ulong revision)
    {
        if (row is not { ClosedAt: null })
            row = new AlertRow { Subject = set.Subject, Id = revision, RaisedAt = at };
        (row.Count, row.Text, row.TextEn) = (set.Count, set.Text, set.TextEn);
        row.SentTo.Clear();
        return row;
    }
}
