using DataBus.Hub;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>Does what operators do, to the real hub and to the model, and compares each answer.</summary>
internal sealed class DeskRun(RealHub hub, ModelHub model, Func<Task> reopen)
{
    private const string Due = "2026-03-09";

    private const string JobActor = "王";

    private readonly List<(ulong Id, int Number, List<(ModelHeld Held, string Result)> Done)> _jobs = [];
    private int _numbers;

    public Task DoAsync(Step step) => step switch
    {
        Step.Replay replay => PickAsync(replay.Pick, (id, held) => ActAsync(
            id, held, new JobAct { Replay = new JobReplay { Take = replay.Take } }, replay.Actor, model.Desk.Replay(held, replay.Actor, replay.Take))),
        Step.Discard discard => PickAsync(discard.Pick, (id, held) => ActAsync(
            id, held, new JobAct { Discard = new JobDiscard() }, "张", model.Desk.Discard(held))),
        Step.Patch patch => PickAsync(patch.Pick, (id, held) => ActAsync(
            id, held, WireRows.PatchOf(held.Row, patch.Text, PlaceOf(held, patch.Place)), patch.Actor,
            model.Desk.Patch(held, patch.Text, PlaceOf(held, patch.Place), patch.Actor))),
        Step.Plain plain => PickAsync(plain.Pick, (id, held) => PlainAsync(id, held, plain)),
        Step.Job job => JobAsync(job),
        _ => UndoAsync((Step.UndoJob)step),
    };

    private async Task PickAsync(int pick, Func<ulong, ModelHeld, Task> act)
    {
        var ids = await IdsAsync();
        if (ids.Count > 0)
            await act(ids[pick % ids.Count], model.State.Held[pick % ids.Count]);
    }

    private async Task<IReadOnlyList<ulong>> IdsAsync()
    {
        var ids = await hub.FailedIdsAsync();
        Assert.Equal(model.State.Held.Count, ids.Count);
        return ids;
    }

    private Task ActAsync(ulong id, ModelHeld held, JobAct act, string actor, string expected) =>
        OrderAsync(id, held, (acts, item) => acts.Do(act, item, Due, new Doer(actor, "核对过")), expected);

    private async Task OrderAsync(ulong id, ModelHeld held, Func<DeskActs, FailedRef, DeskResult> act, string expected)
    {
        var answer = await hub.Intake.ActAsync(new DeskOrder([new FailedRef { Id = id }], act), Token);
        var actual = Assert.Single(answer.Results);
        Assert.Equal($"{expected} {held.State}", $"{actual.Result} {actual.State}");
    }

    private Task PlainAsync(ulong id, ModelHeld held, Step.Plain plain)
    {
        var by = new Doer(plain.Actor, "核对过");
        return plain.Kind switch
        {
            PlainKind.Withdraw => OrderAsync(id, held, (acts, item) => acts.Withdraw(item, by), model.Desk.Withdraw(held)),
            PlainKind.Restore => OrderAsync(id, held, (acts, item) => acts.Do(new JobAct { Restore = new JobRestore() }, item, Due, by), model.Desk.Restore(held)),
            PlainKind.Return => OrderAsync(id, held, (acts, item) => acts.Plain.Return(item, Due, by), model.Desk.Return(held)),
            PlainKind.Confirm => OrderAsync(id, held, (acts, item) => acts.Plain.Confirm(item, by), model.Desk.Confirm(held)),
            _ => OrderAsync(id, held, (acts, item) => acts.Plain.Review(item, by), model.Desk.Review(held, plain.Actor)),
        };
    }

    private async Task JobAsync(Step.Job step)
    {
        var ids = await IdsAsync();
        if (ids.Count == 0)
            return;
        var picks = step.Picks.Select(pick => pick % ids.Count).Distinct().ToList();
        var number = ++_numbers;
        var items = picks.ConvertAll(pick => model.State.Held[pick]);
        var kind = items.Select(static held => held.Row).FirstOrDefault(static row => row is { Kind: RowKind.Content }) is { } first
            ? Places.All[first.Place].Kind
            : PlaceKind.Registration;
        var expected = Expect(items, held => Do(step, held, kind, number));
        var id = await RunAsync(ActOf(step, kind), [.. picks.Select(pick => new FailedRef { Id = ids[pick] })], step.Kill);

        _jobs.Add((id, number, expected));
        await CompareAsync(id, expected);
    }

    private async Task UndoAsync(Step.UndoJob step)
    {
        if (_jobs.Count == 0)
            return;
        var (undone, number, done) = _jobs[step.Pick % _jobs.Count];
        var act = new JobAct { Undo = new JobUndo { Job = undone } };
        var items = done.Where(static one => one.Result is "replayed" or "patched" or "discarded" or "restored" or "returned").Select(static one => one.Held).Reverse().ToList();
        if (items.Count == 0)
        {
            _ = await Assert.ThrowsAsync<HubException>(() => RunAsync(act, [], step.Kill));
            return;
        }

        var own = ++_numbers;
        var expected = Expect(items, held => model.Desk.Undo(held, number, own));
        await CompareAsync(await RunAsync(act, [], step.Kill), expected);
    }

    // A job has the versions of its beginning: what an earlier item of it moves, is moved.
    private static List<(ModelHeld Held, string Result)> Expect(List<ModelHeld> items, Func<ModelHeld, string> act)
    {
        var stamps = items.ConvertAll(static held => held.Stamp);
        return [.. items.Select((held, i) => (held, held.Stamp == stamps[i] ? act(held) : "moved")).ToList()];
    }

    private async Task<ulong> RunAsync(JobAct act, IReadOnlyList<FailedRef> items, bool kill)
    {
        var created = new JobCreated { Act = act, Actor = JobActor, Reason = "核对过", State = JobState.Running, Rate = kill ? 10u : 0 };
        var job = await hub.Intake.StartJobAsync(created, items, Token);
        while (await hub.Intake.StepJobAsync(job.Job_, Token) is { State: JobState.Running })
        {
            if (kill)
                await reopen();
        }

        return job.Job_;
    }

    private async Task CompareAsync(ulong job, List<(ModelHeld Held, string Result)> expected)
    {
        using var views = await hub.ReadAsync();
        var row = views.FindJob(job)!.Job;
        Assert.Equal($"{JobState.Done} {string.Join(',', expected.Select(static one => one.Result))}",
            $"{row.State} {string.Join(',', views.FindChunk(job, 0)!.Results.Select(static result => result.Result))}");
    }

    private string Do(Step.Job step, ModelHeld held, PlaceKind kind, int number) => step.Kind switch
    {
        JobKind.Replay => model.Desk.Replay(held, JobActor, take: true, number),
        JobKind.Discard => model.Desk.Discard(held, number),
        JobKind.Restore => model.Desk.Restore(held, number),
        JobKind.Return => model.Desk.Return(held, number),
        JobKind.Patch => Patch(held, step.Text, kind, number),
        _ => PatchAndReplay(held, step.Text, kind, number),
    };

    // The fields that a job names are those of one facet kind.
    private string Patch(ModelHeld held, int text, PlaceKind kind, int number) =>
        held is { IsOpen: true, Row.Kind: RowKind.Content } && Places.All[held.Row.Place].Kind != kind
            ? "wrong_type"
            : model.Desk.Patch(held, text, held.Row is null ? 0 : held.Content.Place, JobActor, number);

    private string PatchAndReplay(ModelHeld held, int text, PlaceKind kind, int number)
    {
        var patched = Patch(held, text, kind, number);
        var isReady = patched == "unchanged" || (patched == "patched" && !held.IsPassive && held.Row!.Fault != Fault.Ambiguous);
        return isReady ? model.Desk.Replay(held, JobActor, take: false, number) : patched;
    }

    private static JobAct ActOf(Step.Job step, PlaceKind kind) => step.Kind switch
    {
        JobKind.Replay => new JobAct { Replay = new JobReplay { Take = true } },
        JobKind.Discard => new JobAct { Discard = new JobDiscard() },
        JobKind.Restore => new JobAct { Restore = new JobRestore() },
        JobKind.Return => new JobAct { Return = new JobReturn() },
        _ => new JobAct { Patch = new JobPatch { Edits = { WireRows.EditsOf(kind, step.Text) }, Replay = step.Kind == JobKind.PatchAndReplay } },
    };

    // Only a registration can be given another key here.
    private static int PlaceOf(ModelHeld held, int place) =>
        held.Row is { Kind: RowKind.Content } row && Places.All[row.Place].Kind == PlaceKind.Registration ? place : held.Row?.Place ?? 0;

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
