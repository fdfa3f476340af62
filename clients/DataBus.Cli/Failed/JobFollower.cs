using DataBus.V1;
using Spectre.Console;
using Progress = Spectre.Console.Progress;

namespace DataBus.Cli.Failed;

/// <summary>Follows a job, on a terminal with a bar. Whoever stops following leaves the job running, and is told so.</summary>
internal sealed class JobFollower(CliContext context)
{
    /// <returns>The job as it ended, or as it stopped by itself: then it waits for somebody.</returns>
    public async Task<Job> FollowAsync(Job job)
    {
        try
        {
            return context.Terminal.IsInteractive && !context.Output.IsJson
                ? await Bar().StartAsync(progress => FollowAsync(job, progress.AddTask(TitleOf(job))))
                : await FollowAsync(job, task: null);
        }
        catch (OperationCanceledException)
        {
            await context.Terminal.Error.WriteLineAsync(context.Texts.Format("job.left", job.Job_));
            throw;
        }
    }

    private async Task<Job> FollowAsync(Job job, ProgressTask? task)
    {
        await foreach (var now in context.Client.Jobs.WatchAsync(job.Job_, context.Token))
        {
            job = now;
            task?.MaxValue(Math.Max(1, now.Total));
            task?.Value(now.Done);
            task?.Description(TitleOf(now));
            if (now.State == JobState.Stopped)
                break;
        }

        return job;
    }

    // A bar that stands still says why: somebody paused it.
    private string TitleOf(Job job) =>
        $"{JobText.ActOf(job.Act, context.Texts)} {(job.State == JobState.Running ? "" : JobText.StateOf(job, context.Texts))}".TrimEnd().EscapeMarkup();

    private Progress Bar() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Terminal.Error) })
        .Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
}
