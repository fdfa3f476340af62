using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.Hub.Intake.Jobs;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Intake;

/// <summary>What the one writer works with: the rows that it remembers, and the group that it is laying out.</summary>
internal sealed class Writer
{
    public const string HubActor = "hub";

    private readonly IExchangeLog _log;

    public Writer(ViewRows rows, BatchPreparation preparation, Action<Run> stamp, TimeProvider time, IExchangeLog log)
    {
        _log = log;
        State = new ViewCache(rows);
        Log = new GroupWriter(new Projection(State), State, stamp);
        Preparation = preparation;
        Time = time;
    }

    public ViewCache State { get; }

    public GroupWriter Log { get; }

    public BatchPreparation Preparation { get; }

    public TimeProvider Time { get; }

    /// <summary>Whether what design asks two people for needs two; off only in a hub that says so.</summary>
    public bool TwoPeople { get; init; } = true;

    /// <summary>The jobs that are at work.</summary>
    public RunningJobs Running { get; } = new();

    public Timestamp Now() => Timestamp.FromDateTimeOffset(Time.GetUtcNow());

    public Slot SlotOf(AddressKey key) => State.FindSlot(key) ?? new Slot();

    /// <summary>The context of what one source pushes, or of what is done to its failed pushes.</summary>
    public RunContext ContextOf(SourceRow row, string pass) => new(row.Source, pass, row.Generation, Now());

    /// <summary>Enters something about a source as an act of its own.</summary>
    public ulong Enter(SourceEntry entry)
    {
        Log.BeginPush(ContextOf(State.Source(entry.Source), ""));
        var revision = Log.Add(entry);
        Log.EndAct();
        return revision;
    }

    /// <summary>Enters an act on a failed push.</summary>
    public ulong Act(DeskEntry act, Doer by)
    {
        (act.Actor, act.Reason, act.Job, act.At) = (by.Actor, by.Reason, by.Job, Now());
        return Log.Add(act);
    }

    /// <summary>Enters what became of a failed push by itself.</summary>
    public ulong Act(ulong id, FailedState state, string act, string actor, ulong job = 0) =>
        Act(new DeskEntry { Id = id, State = state, Act = act }, new Doer(actor, "", job));

    /// <summary>Enters something about a job.</summary>
    public ulong Enter(JobEntry job, string actor)
    {
        Log.BeginPush(RunContext.None);
        var revision = Log.Add(new DeskEntry { AboutJob = job, Actor = actor, At = Now() });
        Log.EndAct();
        return revision;
    }

    /// <summary>A change that was published before this group.</summary>
    public Change? Read(ulong revision) => ContentReader.Read(_log, revision)?.Change;
}
