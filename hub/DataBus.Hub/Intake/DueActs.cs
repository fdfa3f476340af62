using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>
/// Enters what is due: transfers on their day, severities whose last day has passed. Clocks decide nothing in the writer's loop, so a
/// day becomes an entry of the log, and a rebuild finds it there.
/// </summary>
internal sealed class DueActs(IViews views, IIntake intake, TimeProvider time, ILogger<DueActs> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            do
                await EnterAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what is due then is due at the next start too.
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }

    /// <summary>Enters everything that is due today.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        var today = CivilDay.Text(CivilDay.Today(time));
        HubTables tables;
        using (var view = views.Newest())
            tables = view.Tables();
        foreach (var set in tables.Severities.Where(one => one.Until.Length > 0 && string.CompareOrdinal(one.Until, today) < 0))
            _ = await intake.SetSeverityAsync(Ended(set), cancellationToken);
        foreach (var (to, plan) in tables.Transfers.Select(one => (one.To, one.Plan)).Where(one => string.CompareOrdinal(one.Plan.On, today) <= 0))
        {
            var request = new TransferOwnershipRequest { Part = plan.Part, To = to, Bureau = plan.Bureau, Reason = plan.Reason };
            await TransferAsync(request, plan, cancellationToken);
        }
    }

    private async Task TransferAsync(TransferOwnershipRequest request, TransferPlanned plan, CancellationToken cancellationToken)
    {
        try
        {
            _ = await intake.TransferAsync(request, isPlanned: false, plan.Actor, cancellationToken);
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.FailedPrecondition)
        {
            // The table has changed since it was planned; it stays among the plans, overdue, until an operator decides.
            logger.TransferRefused(request.Part.Facet, request.Part.Part, request.To, plan.On, refused.Message);
        }
    }

    private static SeveritySet Ended(SeveritySet set) => new()
    {
        Rule = set.Rule,
        Source = set.Source,
        Actor = Writer.HubActor,
        Reason = $"期限 {set.Until} 已过 / its last day {set.Until} has passed",
    };
}
