using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Freshness;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Operations;

/// <summary>What is told of the hub and of its sources.</summary>
internal sealed class HubStatus(
    HubParts parts, BatchPreparation preparation, IFigures figures, Observations observations, ReaderBook readers, TimeProvider time)
{
    public GetStatusResponse Read()
    {
        var log = parts.Log;
        var head = log.Head;
        var rules = preparation.Rules;
        return new GetStatusResponse
        {
            Head = head,
            Watermark = parts.Views.Watermark,
            Epoch = log.Epoch,
            Floor = log.Floor,
            Chain = ByteString.CopyFrom((log.Find(head)?.Chain ?? default).Span),
            Contract = rules.Contract,
            RuleSet = rules.Version,
            Now = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
            Subscribers = (uint)parts.Subscribers.Count,
            FiguresAsOf = figures.AsOf,
            Readers = (uint)readers.All.Count,
            Rejected = Rejected(),
            Closed = Closed(),
        };
    }

    private DeliveryClosed? Closed()
    {
        using var view = parts.Views.Newest();
        return view.Tables().Closed is not { } closed ? null : new DeliveryClosed
        {
            Cause = closed.Cause switch
            {
                EpochCause.Restored => "restored",
                EpochCause.LossAccepted => "loss_accepted",
                _ => "operator",
            },
            Revision = closed.Revision,
            Since = closed.Since,
            BackupMadeAt = closed.BackupMadeAt,
        };
    }

    /// <param name="row">The source.</param>
    /// <param name="showsPosition">Whether the caller is its owner or an operator.</param>
    public SourceState SourceOf(SourceRow row, bool showsPosition) => new()
    {
        Source = row.Source,
        Bureau = row.Bureau,
        Position = showsPosition ? row.Position : "",
        Generation = row.Generation,
        Holder = observations.Holder(row.Source),
        Paused = row.Paused,
        PausedReason = row.PausedReason,
        Tallies = row.Tallies ?? new Tallies(),
        OpenFailed = row.OpenFailed,
        LastHeard = observations.LastHeard(row.Source) is { } heard ? Timestamp.FromDateTimeOffset(heard) : row.HeardAt,
        LastChange = row.LastChange,
        LiveAddresses = row.LiveAddresses,
        SourceFloor = row.SourceFloor,
        Budget = BudgetOf(row),
        Freshness = FreshnessOf(row),
    };

    private ulong Rejected()
    {
        using var view = parts.Views.Newest();
        return (ulong)view.Rejections().Count(static row => row.ClosedAt is null);
    }

    private static SourceFreshness? FreshnessOf(SourceRow row) => Expectation.Of(row) is { Every: not null } set
        ? new SourceFreshness { Every = set.Every, Declared = set.Declared, Actor = set.Actor, Reason = set.Reason }
        : null;

    private static SourceBudget? BudgetOf(SourceRow row)
    {
        if (row.Budget is not { } budget)
            return null;
        var use = BudgetUse.Of(row);
        return new SourceBudget
        {
            MaxHeld = budget.MaxHeld,
            MaxPercent = budget.MaxPercent,
            Actor = budget.Actor,
            Reason = budget.Reason,
            Held = use.Held,
            Changes = use.Changes,
        };
    }
}
