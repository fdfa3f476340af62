using System.Globalization;
using DataBus.Hub;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Model;

/// <summary>Does the steps of one sequence to the real hub core and to the model, and compares each answer.</summary>
internal sealed class ModelRun
{
    private const int RebuildEvery = 4;

    private readonly RealHub _hub;
    private readonly ModelHub _model = new();
    private readonly DeskRun _desk;
    private readonly Readers _readers;
    private readonly Dictionary<string, ulong> _leases = [];
    private int _positions;
    private int _passes;
    private int _holders;

    private ModelRun(RealHub hub)
    {
        _hub = hub;
        _readers = new Readers(hub);
        _desk = new DeskRun(hub, _model, () => ReopenAsync(kill: true));
    }

    public static async Task RunAsync(Step[] steps)
    {
        await using var hub = RealHub.Create();
        var run = new ModelRun(hub);
        foreach (var step in steps)
            await run.DoAsync(step);

        await run.CompareAsync();
        await run._readers.FinishAsync();
        // It costs as much as all the rest of a sequence; a step does it too, in the middle.
        if (steps.Length % RebuildEvery != 0)
            return;
        await hub.RebuildViewsAsync();
        await run.CompareAsync();
    }

    private Task DoAsync(Step step) => step switch
    {
        Step.Push push => PushAsync(push),
        Step.ReadFile file => new FileReading(this, _model.State).ReadAsync(file),
        Step.Crowd crowd => new FileReading(this, _model.State).ReadCrowdAsync(crowd.Present),
        Step.Open open => OpenAnotherAsync(open),
        Step.PauseAndResume pause => PauseAsync(pause.Source),
        Step.Rebase rebase => RebaseAsync(rebase.Source),
        Step.Reopen reopen => ReopenAsync(reopen.Kill),
        Step.FailedWrite failed => FailWriteAsync(failed),
        Step.RebuildViews => RebuildAsync(),
        Step.Follow follow => _readers.GoOnAsync(follow),
        Step.Trim trim => TrimAsync(trim),
        _ => _desk.DoAsync(step),
    };

    /// <summary>A batch that must go through, from where the source stands.</summary>
    public async Task CommitAsync(ModelBatch batch)
    {
        var lease = await LeaseAsync(batch.Source);
        var position = _model.State.Sources[batch.Source].Position;
        var actual = await _hub.CommitAsync(lease, position, batch);
        var expected = _model.Commit(batch);

        ResultCheck.Compare(batch, expected, actual);
    }

    public ModelBatch NewBatch(string source, IReadOnlyList<ModelRow> rows) =>
        new(source, string.Create(CultureInfo.InvariantCulture, $"p{++_positions}"), rows);

    public string NewPass() => string.Create(CultureInfo.InvariantCulture, $"pass-{++_passes}");

    private async Task PushAsync(Step.Push push)
    {
        var batch = NewBatch(push.Source, push.Rows);
        if (push.Envelope == Envelope.Right)
        {
            await CommitAsync(batch);
            return;
        }

        var lease = await LeaseAsync(push.Source);
        var position = _model.State.Sources[push.Source].Position;
        if (push.Envelope == Envelope.WrongPosition)
        {
            await RefusedAsync(StatusCode.Aborted, () => _hub.CommitAsync(lease, "somewhere else", batch));
            return;
        }

        _ = _leases[push.Source] = (await _hub.OpenAsync(push.Source, NewHolder(), takeOver: true)).Lease;
        await RefusedAsync(StatusCode.FailedPrecondition, () => _hub.CommitAsync(lease, position, batch));
    }

    private async Task OpenAnotherAsync(Step.Open open)
    {
        _ = await LeaseAsync(open.Source);
        if (open.TakeOver)
            _leases[open.Source] = (await _hub.OpenAsync(open.Source, NewHolder(), takeOver: true)).Lease;
        else
            await RefusedAsync(StatusCode.FailedPrecondition, () => _hub.OpenAsync(open.Source, NewHolder(), takeOver: false));
    }

    private async Task PauseAsync(string source)
    {
        var lease = await LeaseAsync(source);
        var position = _model.State.Sources[source].Position;

        _ = await _hub.Intake.SetPausedAsync(source, true, "试停", "张", Token);
        await RefusedAsync(StatusCode.FailedPrecondition, () => _hub.CommitAsync(lease, position, NewBatch(source, [])));
        _ = await _hub.Intake.SetPausedAsync(source, false, "", "张", Token);
    }

    private async Task RebaseAsync(string source)
    {
        _ = await _hub.Intake.RebaseAsync(source, "由备份恢复", "张", Token);
        var model = _model.State.Sources[source];
        model.Generation++;
        model.Position = "";
    }

    private async Task FailWriteAsync(Step.FailedWrite failed)
    {
        var batch = NewBatch(failed.Source, failed.Rows);
        var lease = await LeaseAsync(failed.Source);
        var position = _model.State.Sources[failed.Source].Position;

        using (_hub.FailWrites())
            await RefusedAsync(StatusCode.Unavailable, () => _hub.CommitAsync(lease, position, batch));
        await RefusedAsync(StatusCode.Unavailable, () => _hub.CommitAsync(lease, position, batch));
        await ReopenAsync(kill: true);
        await CommitAsync(batch);
    }

    private async Task ReopenAsync(bool kill)
    {
        await _readers.DisconnectAsync();
        await _hub.ReopenAsync(kill);
        _leases.Clear();
    }

    private async Task RebuildAsync()
    {
        await _readers.DisconnectAsync();
        await _hub.RebuildViewsAsync();
        _leases.Clear();
    }

    // Whatever is trimmed, and wherever a crash comes: what the views say, and say after a rebuild, is what they said before.
    private async Task TrimAsync(Step.Trim trim)
    {
        var before = await _hub.DumpViewsAsync();
        var floor = Math.Max(1, (_hub.Log.Head * (ulong)trim.Quarters / 4) + 1 - (trim.Quarters == 4 ? 1UL : 0));
        if (trim.WritesLeft < 0)
            await _hub.TrimAsync(floor);
        else
            await CrashAsync(floor, trim.WritesLeft);

        Assert.True(_hub.Verify().Sound, _hub.Verify().Problem);
        Assert.Equal(before, await _hub.DumpViewsAsync());
        await CompareAsync();
        await RebuildAsync();
        Assert.Equal(before, await _hub.DumpViewsAsync());
    }

    private async Task CrashAsync(ulong floor, int writesLeft)
    {
        using (_hub.FailWrites(writesLeft))
        {
            try
            {
                await _hub.TrimAsync(floor);
            }
            catch (Exception e) when (e is HubException or LogFailedException)
            {
                // The crash that was wanted; what it left is looked at below.
            }
        }

        await ReopenAsync(kill: true);
        Assert.True(_hub.Verify().Sound, _hub.Verify().Problem);
        await CompareAsync();
        await _hub.FinishTrimAsync();
    }

    private async Task CompareAsync()
    {
        using var views = await _hub.ReadAsync();
        StateCheck.Compare(_model.State, views, _hub.Log);
    }

    private async Task<ulong> LeaseAsync(string source)
    {
        if (_leases.TryGetValue(source, out var lease))
            return lease;

        var opened = await _hub.OpenAsync(source, NewHolder(), takeOver: false);
        Assert.Equal(_model.State.Sources[source].Position, opened.Position);
        Assert.Equal(WireRows.AsOf(_model.State.Sources[source].Floor), opened.SourceFloor);
        return _leases[source] = opened.Lease;
    }

    private string NewHolder() => string.Create(CultureInfo.InvariantCulture, $"holder-{++_holders}");

    private static async Task RefusedAsync(StatusCode code, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<HubException>(act);
        Assert.Equal(code, refused.Refusal.Code);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
