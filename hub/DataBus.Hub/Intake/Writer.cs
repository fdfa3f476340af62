using DataBus.Hub.Entities;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Intake;

/// <summary>What the one writer works with: the rows that it remembers, and the group that it is laying out.</summary>
internal sealed class Writer
{
    public const string HubActor = "hub";

    public Writer(ViewRows rows, BatchPreparation preparation, Action<Run> stamp, TimeProvider time)
    {
        State = new ViewCache(rows);
        Log = new GroupWriter(new Projection(State), State, stamp);
        Preparation = preparation;
        Time = time;
    }

    public ViewCache State { get; }

    public GroupWriter Log { get; }

    public BatchPreparation Preparation { get; }

    public TimeProvider Time { get; }

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

    public ulong Act(ulong id, FailedState state, string act, string actor, string reason = "", ulong acceptedAs = 0, IEnumerable<Violation>? violations = null)
    {
        var entry = new DeskEntry { Id = id, State = state, Act = act, Actor = actor, Reason = reason, At = Now(), AcceptedAs = acceptedAs };
        if (violations is not null)
            entry.Violations.Add(violations);
        return Log.Add(entry);
    }
}
