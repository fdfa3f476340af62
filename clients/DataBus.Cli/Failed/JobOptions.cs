using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>How a job runs and is started.</summary>
internal sealed class JobOptions
{
    private readonly Option<uint> _rate;
    private readonly Option<uint> _maxFailed;
    private readonly Option<bool> _yes;
    private readonly Option<bool> _detach;

    public JobOptions(Texts texts)
    {
        _rate = new Option<uint>("--rate") { Description = texts["opt.rate"] };
        _maxFailed = new Option<uint>("--max-failed") { Description = texts["opt.max-failed"] };
        _yes = new Option<bool>("--yes") { Description = texts["opt.job-yes"] };
        _detach = new Option<bool>("--detach") { Description = texts["opt.detach"] };
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_rate, _maxFailed, _yes, _detach])
            command.Options.Add(option);
    }

    /// <summary>Whether something is asked for that only a job can do.</summary>
    public bool NeedsJob(ParseResult parsed) => parsed.IsGiven(_rate) || parsed.IsGiven(_maxFailed) || parsed.GetValue(_detach);

    public JobWay WayOf(ParseResult parsed) => new(parsed.GetValue(_yes), parsed.GetValue(_detach));

    /// <summary>Tells the job how to run.</summary>
    public StartJobRequest Apply(ParseResult parsed, StartJobRequest job)
    {
        job.Rate = parsed.GetValue(_rate);
        job.MaxFailedPercent = parsed.GetValue(_maxFailed);
        return job;
    }
}
