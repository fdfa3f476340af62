using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Intake.Acts;
using DataBus.Hub.Intake.Jobs;
using DataBus.V1;

namespace DataBus.Hub.Operations;

/// <summary>A writer over a snapshot: what it decides is what the hub would decide, and goes nowhere.</summary>
internal sealed class RehearsalStage
{
    // What was laid out is let go after so many bytes.
    private const int GroupBytes = 1 << 20;

    private readonly Writer _writer;
    private readonly DeskActs _acts;
    private readonly JobSteps _steps;
    private readonly Subscribers _subscribers;
    private readonly Dictionary<ulong, Change> _contents = [];
    private readonly List<Change> _published = [];

    public RehearsalStage(HubCore core, IViewReader view, TimeProvider time, Subscribers subscribers)
    {
        _writer = core.NewWriter(view.Rows, time);
        var publication = new Intake.Publication(_writer);
        _acts = new DeskActs(_writer, publication);
        _steps = new JobSteps(_writer, publication, _acts);
        _subscribers = subscribers;
        _writer.Log.Published = (change, revision) =>
        {
            _published.Add(change);
            _contents[revision] = change;
        };
        _writer.Log.BeginGroup(view.Watermark);
    }

    /// <summary>All that was published and can move a figure, in order.</summary>
    public List<Change> Moving { get; } = [];

    /// <summary>Does the act to one item and tells what became of it.</summary>
    public RehearsedItem Do(JobAct act, FailedRef named, Doer by)
    {
        var before = _writer.State.FindHeld(named.Id)?.Clone();
        _published.Clear();
        var (key, live) = before is null ? (null, null) : Live(before);
        var result = _acts.Do(act, named, "", by);
        foreach (var job in _writer.Running.Now())
            RunToItsEnd(job);
        var item = Told(before, result, live);
        if (before is not null)
            Compare(item, before, key, live);
        Moving.AddRange(_published.Where(FigureMoves.Concerns));
        if (_writer.Log.Bytes > GroupBytes)
        {
            _ = _writer.Log.TakeGroup();
            _writer.Log.BeginGroup(_writer.Log.Last);
        }

        return item;
    }

    private void RunToItsEnd(ulong job)
    {
        while (_steps.Step(job) is { State: JobState.Running })
            continue;
    }

    private static RehearsedItem Told(HeldItem? before, DeskResult result, Change? live) => new()
    {
        Item = new FailedRef { Id = result.Id, Version = before?.Version ?? 0 },
        Result = result.Result,
        State = result.State,
        Violations = { result.Violations },
        Before = live,
        Conflict = ConflictOf(result.Result),
    };

    private void Compare(RehearsedItem item, HeldItem before, AddressKey? key, Change? live)
    {
        var now = _writer.State.FindHeld(item.Item.Id)!;
        var target = _published.FirstOrDefault(change => change.Pending is null && (change.Hub?.ReplayedFrom == item.Item.Id || change.Hub?.Undoes > 0));
        item.Address = target is not null ? Addresses.Of(target) : key is { IsUnkeyed: false } one ? one.ToAddress() : null;
        // Rekeyed in this very act: what stood at the address that it got.
        if (target is not null && target.Hub.Replaces != 0 && live is null)
            item.Before = live = Content(target.Hub.Replaces);
        item.After = target;
        var after = target ?? (now.Patched is not null && !now.Patched.Equals(before.Patched) ? now.Patched : null);
        if (after is not null)
            item.Diff.Add(FieldDiffs.Between(target is null ? before.Patched ?? before.Entry.Change : live, after));
        item.Subscribers = (uint)_subscribers.CountWho(change => _published.Any(one => change(one)));
        item.Releases = (uint)_published.Count(change => change != target && change.Hub?.ReplayedFrom > 0);
    }

    private (AddressKey? Key, Change? Content) Live(HeldItem item)
    {
        if ((item.Patched ?? item.Entry.Change) is not { } change || Addresses.Of(change) is not { } address)
            return (null, null);
        var key = AddressKey.Of(address, Addresses.EventIdOf(change));
        return (key, _writer.State.FindSlot(key) is { IsLive: true } slot ? Content(slot.Revision) : null);
    }

    private Change? Content(ulong revision) => _contents.GetValueOrDefault(revision) ?? _writer.Read(revision);

    private static string ConflictOf(string result) => result switch
    {
        ActResults.Late or ActResults.Stale => "更新的内容已生效 / newer content is live",
        ActResults.NewerContent => "此后已有更新的内容 / newer content has come since",
        ActResults.EventIsOut => "事件已发出，不能收回 / the event is out and cannot be taken back",
        ActResults.Waits => "须先处理其前的事件 / an earlier event comes first",
        ActResults.Moved => "此后已被他人处理 / somebody has moved it since",
        ActResults.NotOwned => "地址已移交其他数源 / another source owns the address now",
        _ => "",
    };
}
