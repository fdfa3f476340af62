using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>Says what became of a job, and what its command ends with.</summary>
internal static class JobOutput
{
    /// <param name="context">Where it is said.</param>
    /// <param name="job">The job.</param>
    /// <param name="good">Results that are what was wanted.</param>
    /// <returns>The exit code.</returns>
    public static int Show(CliContext context, Job job, IReadOnlyList<string> good)
    {
        if (context.Output.IsJson)
            context.Output.Json(job);
        else
            ShowText(context, job, good);
        return ExitOf(job, good);
    }

    /// <summary>Proposed and running ones are as they should be; ended ones are if all their items are.</summary>
    public static int ExitOf(Job job, IReadOnlyList<string> good) => job.State switch
    {
        JobState.Proposed or JobState.Running => ExitCodes.Ok,
        JobState.Done => ResultTable.ExitOf([.. job.Counts.Where(one => one.Count > 0).Select(one => one.Result)], good),
        _ => ExitCodes.Partial,
    };

    /// <summary>One line about it.</summary>
    public static string LineOf(Job job, Texts texts) => texts.Format(
        "job.is", job.Job_, JobText.ActOf(job.Act, texts), JobText.StateOf(job, texts), job.Done, job.Total, JobText.CountsOf(job.Counts, texts)).TrimEnd();

    private static void ShowText(CliContext context, Job job, IReadOnlyList<string> good)
    {
        var texts = context.Texts;
        context.Output.Line(LineOf(job, texts));
        if (job.StateReason.Length > 0)
            context.Output.Line(texts.Format("job.state-reason", job.StateReason));
        foreach (var other in job.Counts.Where(one => one.Count > 0 && !good.Contains(one.Result)))
            context.Output.Line(texts.Format("job.others", job.Job_, other.Result));
        if (IsUndoable(job))
            context.Output.Line(texts.Format("job.undo-hint", job.Job_));
    }

    private static bool IsUndoable(Job job) =>
        job.Done > 0 && job.UndoneBy == 0 && job.State is JobState.Done or JobState.Stopped or JobState.Cancelled
        && job.Act?.ActCase is JobAct.ActOneofCase.Replay or JobAct.ActOneofCase.Patch or JobAct.ActOneofCase.Discard or JobAct.ActOneofCase.Return;
}
