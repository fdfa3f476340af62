using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed jobs</c>.</summary>
internal static class JobsVerb
{
    public static Command Create(GlobalOptions options)
    {
        var open = new Option<bool>("--open") { Description = options.Texts["opt.open-jobs"] };
        var limit = new Option<uint>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 50 };
        var command = options.Command("jobs", "failed.jobs", "failed jobs", "failed jobs --open --output json");
        command.Options.Add(open);
        command.Options.Add(limit);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Jobs.ListAsync(parsed.GetValue(open), parsed.GetValue(limit), context.Token);
            if (context.Output.IsJson)
                answer.Jobs.ToList().ForEach(context.Output.Json);
            else
                Show(context, answer.Jobs);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, IEnumerable<Job> jobs) => context.Output.Table(
        context.Texts.IsChinese
            ? ["作业", "办法", "状态", "办理人", "进度", "结果", "须谁", "创建于", "理由"]
            : ["job", "act", "state", "by", "done", "results", "needs", "created", "reason"],
        jobs.Select(job => Row(job, context.Texts)));

    private static IReadOnlyList<string> Row(Job job, Texts texts) =>
    [
        $"{job.Job_}", JobText.ActOf(job.Act, texts), JobText.StateOf(job, texts), job.Actor, $"{job.Done}/{job.Total}",
        JobText.CountsOf(job.Counts, texts), NeedsOf(job, texts), DistrictTime.Text(job.CreatedAt), job.Reason,
    ];

    private static string NeedsOf(Job job, Texts texts) =>
        job.State == JobState.Proposed ? texts.Format("needs-other", job.Actor, texts.Half(job.NeedsSecond)) : job.DecidedBy;
}
