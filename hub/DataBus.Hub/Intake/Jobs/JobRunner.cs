using DataBus.Hub.Entities;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake.Jobs;

/// <summary>
/// Steps the jobs that are at work, in turn and in small groups, through the queue that bureaus' pushes wait in too: no job keeps a
/// bureau waiting for more than a group. After a restart each goes on where the log says it is.
/// </summary>
internal sealed class JobRunner(IIntake intake, IViews views, TimeProvider time) : BackgroundService
{
    private readonly Dictionary<ulong, long> _due = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using (var view = views.Newest())
            {
                foreach (var row in view.Jobs().Where(static row => row.Job.State == JobState.Running))
                    intake.Running.Add(row.Job.Job_);
            }

            while (true)
                await RoundAsync(await intake.Running.AnyAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: each job goes on at the next start.
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }

    private async Task RoundAsync(IReadOnlyList<ulong> jobs, CancellationToken cancellationToken)
    {
        var stepped = false;
        foreach (var job in jobs.Where(IsDue))
        {
            stepped = true;
            if (await intake.StepJobAsync(job, cancellationToken) is { State: JobState.Running } at)
                Rest(at);
            else
                _ = _due.Remove(job);
        }

        // Whoever comes newly is looked at soon enough too.
        if (!stepped)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
    }

    private bool IsDue(ulong job) => !_due.TryGetValue(job, out var due) || time.GetTimestamp() >= due;

    private void Rest(Job job)
    {
        if (job.Rate == 0)
            _ = _due.Remove(job.Job_);
        else
            _due[job.Job_] = time.GetTimestamp() + (long)(JobSteps.CountOf(job.Rate) * (double)time.TimestampFrequency / job.Rate);
    }
}
