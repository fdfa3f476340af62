using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>An act with what it is done to and why.</summary>
internal sealed record ActRequest(FailedSelection Selection, JobAct Act, string Reason)
{
    /// <summary>As a job: what was rehearsed as it was, all else by its selection.</summary>
    /// <exception cref="CliException">A job cannot do it, or has no reason.</exception>
    public StartJobRequest ToJob(Texts texts)
    {
        if (Reason.Length == 0)
            throw new CliException(ExitCodes.Usage, texts["no-reason"]);
        if (Act.Patch is { Edits.Count: 0 })
            throw new CliException(ExitCodes.Usage, texts["withdraw-few"]);

        var job = Selection.Plan?.Clone() ?? new StartJobRequest { Selection = Selection.ToContract(), Act = Act };
        job.Reason = Reason;
        return job;
    }
}
