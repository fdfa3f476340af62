using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>Starts a job as people want it: counted first, agreed to, then followed to its end.</summary>
internal sealed class JobRun(CliContext context, JobWay way)
{
    private const int SampleSize = 5;

    private Texts Texts => context.Texts;

    /// <returns>The job as it ended, or as it was left: proposed, detached, stopped.</returns>
    /// <exception cref="CliException">It was not agreed to.</exception>
    public async Task<Job> RunAsync(StartJobRequest request)
    {
        await AgreeAsync(request);
        var started = await context.Client.Jobs.StartAsync(request, context.Token);
        var job = started.Job;
        if (job.State == JobState.Proposed)
            await SayAsync(Texts.Format("job.proposed", job.Job_, Texts.Half(job.NeedsSecond)));
        else if (way.Detach)
            await SayAsync(Texts.Format("job.started", job.Job_));
        else
            job = await new JobFollower(context).FollowAsync(job);
        return job;
    }

    private async Task AgreeAsync(StartJobRequest request)
    {
        var counting = request.Clone();
        counting.Preview = true;
        var preview = await context.Client.Jobs.StartAsync(counting, context.Token);
        await SayAsync(request.Act.Undo is { } undo
            ? Texts.Format("job.preview.undo", undo.Job, preview.Count)
            : Texts.Format("job.preview", JobText.ActOf(request.Act, Texts), preview.Count));
        foreach (var item in preview.Sample.Take(SampleSize))
            await SayAsync(Texts.Format("job.sample", item.Id, ItemText.AddressOf(item), ItemText.FirstOf(item).Rule).TrimEnd());
        if (preview.NeedsSecond.Length > 0)
            await SayAsync(Texts.Format("job.second", Texts.Half(preview.NeedsSecond)));
        await Agreement.DemandAsync(context, preview.Count, way.Yes);
    }

    private Task SayAsync(string sentence) => context.Terminal.Error.WriteLineAsync(sentence);
}
