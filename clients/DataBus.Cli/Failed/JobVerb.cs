using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed job JOB</c>: the job, then what became of its items.</summary>
internal sealed class JobVerb
{
    private readonly GlobalOptions _options;
    private readonly ReturnedWorkbooks _workbooks;
    private readonly Argument<ulong> _job;
    private readonly Option<string> _result;
    private readonly Option<int> _limit;
    private readonly Option<bool> _follow;

    public JobVerb(GlobalOptions options)
    {
        _options = options;
        _workbooks = new ReturnedWorkbooks(options);
        _job = new Argument<ulong>("JOB") { Description = options.Texts["arg.job"] };
        _result = new Option<string>("--result") { Description = options.Texts["opt.result"], DefaultValueFactory = _ => "" };
        _limit = new Option<int>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 100 };
        _follow = new Option<bool>("--follow") { Description = options.Texts["opt.follow"] };
    }

    public Command Create()
    {
        var command = _options.Command("job", "failed.job", "failed job 5120", "failed job 5120 --follow", "failed job 5120 --result moved", "failed job 5120 --out DIR");
        command.Arguments.Add(_job);
        command.Options.Add(_result);
        command.Options.Add(_limit);
        command.Options.Add(_follow);
        _workbooks.AddTo(command);
        _options.SetAction(command, CallerRole.Operator, RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CliContext context)
    {
        var job = await context.Client.Jobs.GetAsync(parsed.GetValue(_job), context.Token);
        if (parsed.GetValue(_follow))
            job = await new JobFollower(context).FollowAsync(job);
        var limit = parsed.GetValue(_limit);
        var items = await context.Client.Jobs.ListItemsAsync(job.Job_, parsed.GetValue(_result)!, context.Token)
            .Take(limit).ToListAsync(context.Token);
        if (context.Output.IsJson)
        {
            context.Output.Json(new GetJobResponse { Job = job });
            items.ForEach(context.Output.Json);
        }
        else
        {
            JobPage.Show(context, job, items);
            if (items.Count == limit)
                context.Output.Line(context.Texts.Format("shown", limit));
        }

        return _workbooks.IsAsked(parsed) ? await _workbooks.WriteAsync(parsed, job.Job_, context) : ExitCodes.Ok;
    }
}
