using System.Threading.Channels;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.Hub.Intake.Jobs;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>
/// The one writer. Commands wait in a bounded queue (a full one makes pushers wait), are decided one by one on the state that the loop
/// owns, and are committed in groups: one synced write, then the answers. After the first failed write nothing more is written.
/// </summary>
internal sealed class IntakeLoop : IIntake
{
    private const int QueueLength = 256;
    private const int GroupBytes = 1 << 20;
    private const int RowsKept = 200_000;

    private readonly IExchangeLog _log;
    private readonly IViews _views;
    private readonly Observations _observations;
    private readonly Writer _writer;
    private readonly PushCommit _pushes;
    private readonly DeskActs _desk;
    private readonly JobSteps _jobs;
    private readonly ErasureCommands _erasures;
    private readonly Channel<Command> _queue = Channel.CreateBounded<Command>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Task _loop;
    private Exception? _failure;

    public IntakeLoop(IExchangeLog log, IViews views, Writer writer, Observations observations)
    {
        _log = log;
        _views = views;
        _writer = writer;
        _observations = observations;
        var publication = new Publication(writer);
        _pushes = new PushCommit(writer, publication);
        _desk = new DeskActs(writer, publication);
        _jobs = new JobSteps(writer, publication, _desk);
        _erasures = new ErasureCommands(writer, publication);
        EnterInitialOwnership();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Completes when the loop has ended; fails with what ended it.</summary>
    public Task Completion => _loop;

    public Task<Opened> OpenAsync(Open open, CancellationToken cancellationToken)
    {
        BatchEnvelope.Demand(open);
        return EnqueueAsync(() => GiveLease(open), cancellationToken);
    }

    public async Task<BatchResult> CommitAsync(PreparedBatch batch, CancellationToken cancellationToken)
    {
        _observations.Heard(batch.Source);
        var committed = await EnqueueAsync(
            () =>
            {
                var result = _pushes.Commit(batch);
                _observations.Spoke(batch.Source);
                return result;
            },
            cancellationToken);
        committed.Head = _log.Tail.ToHead();
        return committed;
    }

    public Task ReleaseAsync(string source, ulong lease, CancellationToken cancellationToken) => EnqueueAsync(
        () =>
        {
            if (_writer.State.FindSource(source)?.Lease == lease)
                _observations.Released(source);
            return true;
        },
        cancellationToken);

    public RunningJobs Running => _writer.Running;

    public Task<DeskAnswer> ActAsync(DeskOrder order, CancellationToken cancellationToken) => EnqueueAsync(
        () => new DeskAnswer([.. order.Items.DistinctBy(static item => item.Id).Select(item => order.Act(_desk, item))], _writer.Log.Last),
        cancellationToken);

    public Task<bool> ViewedAsync(ulong id, string actor, CancellationToken cancellationToken) =>
        EnqueueAsync(() => _desk.Plain.View(id, actor), cancellationToken);

    public Task<bool> MarkReleasableAsync(
        IReadOnlyList<(ulong Id, bool IsReleasable)> marks, string reason, CancellationToken cancellationToken) => EnqueueAsync(
        () =>
        {
            foreach (var (id, isReleasable) in marks)
                _desk.Plain.Mark(id, isReleasable, reason);
            return true;
        },
        cancellationToken);

    public Task<Job> StartJobAsync(JobCreated created, IReadOnlyList<FailedRef> items, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new JobCommands(_writer).Start(created, items), cancellationToken);

    public Task<Job> DecideJobAsync(DecideJobRequest request, string actor, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new JobCommands(_writer).Decide(request.Job, request.Approve, actor, request.Reason), cancellationToken);

    public Task<Job> ControlJobAsync(ControlJobRequest request, string actor, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new JobCommands(_writer).Control(request, actor), cancellationToken);

    public Task<Job?> StepJobAsync(ulong job, CancellationToken cancellationToken) => EnqueueAsync(() => _jobs.Step(job), cancellationToken);

    public Task<ulong> SetPausedAsync(string source, bool paused, string reason, string actor, CancellationToken cancellationToken) => EnqueueAsync(
        () => Enter(source, new SourceEntry { Pause = new PauseSet { Paused = paused, Reason = reason, Actor = actor } }),
        cancellationToken);

    public Task<ulong> SetBudgetAsync(string source, BudgetSet budget, CancellationToken cancellationToken) =>
        EnqueueAsync(() => Enter(source, new SourceEntry { Budget = budget }), cancellationToken);

    public Task<ulong> SetFreshnessAsync(string source, FreshnessSet freshness, CancellationToken cancellationToken) =>
        EnqueueAsync(() => Enter(source, new SourceEntry { Freshness = freshness }), cancellationToken);

    public Task<RebaseSourceResponse> RebaseAsync(string source, string reason, string actor, CancellationToken cancellationToken) => EnqueueAsync(
        () =>
        {
            var row = _writer.State.FindSource(source) ?? throw Refusals.NoSource(source);
            var raised = new GenerationRaised { Generation = row.Generation + 1, Actor = actor, Reason = reason, FromStart = true };
            var revision = Enter(row, new SourceEntry { Generation = raised });
            if (row.Paused)
                revision = Enter(source, new SourceEntry { Pause = new PauseSet { Actor = actor, Reason = reason } });
            return new RebaseSourceResponse { Revision = revision, Generation = raised.Generation };
        },
        cancellationToken);

    public Task<ulong> AddCodeAsync(CodeAdded code, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new TableCommands(_writer).Add(code), cancellationToken);

    public Task<ulong> SetSeverityAsync(SeveritySet severity, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new TableCommands(_writer).Set(severity), cancellationToken);

    public Task<ulong> OpenDeliveryAsync(DeliveryOpened opened, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new TableCommands(_writer).Open(opened), cancellationToken);

    public Task<ulong> SetDayAsync(DaySet day, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new TableCommands(_writer).Set(day), cancellationToken);

    public Task<ulong> ApplyGrantsAsync(GrantsSet grants, ulong known, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new TableCommands(_writer).Apply(grants, known), cancellationToken);

    public Task<ulong> RevokeAsync(CertificateRevoked revoked, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new TableCommands(_writer).Revoke(revoked), cancellationToken);

    public Task<TransferOwnershipResponse> TransferAsync(
        TransferOwnershipRequest request, bool isPlanned, string actor, CancellationToken cancellationToken) => EnqueueAsync(
        () =>
        {
            var commands = new OwnershipCommands(_writer);
            return isPlanned ? commands.Plan(request, actor) : commands.Transfer(request, actor);
        },
        cancellationToken);

    public Task<ulong> SetSameAsAsync(SameAsSet said, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new SameAsCommands(_writer).Set(said), cancellationToken);

    public Task<ulong> SetReaderAsync(ReaderSet set, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new ReaderCommands(_writer).Set(set), cancellationToken);

    public Task<ulong> SetAlertAsync(AlertSet alert, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new AlertCommands(_writer).Set(alert), cancellationToken);

    public Task<ulong> EnterTrimAsync(CheckpointBody entry, CancellationToken cancellationToken) =>
        EnqueueAsync(() => new TrimCommands(_writer, _log).Enter(entry), cancellationToken);

    public Task<ulong> EnterErasureAsync(EraseBody entry, CancellationToken cancellationToken) => EnqueueAsync(() => _erasures.Enter(entry), cancellationToken);

    /// <summary>Stops; for the core, which alone knows the order.</summary>
    public async Task CloseAsync()
    {
        _ = _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // An empty log gets the contract's table; sources that a newer contract adds get their rows. Later changes are entries of their own.
    private void EnterInitialOwnership()
    {
        _writer.Log.BeginGroup(_log.Head);
        foreach (var (source, ownership) in InitialOwnership.BySource)
        {
            if (_writer.State.FindSource(source) is null)
                _ = Enter(_writer.State.Source(source), new SourceEntry { Ownership = ownership.Clone() });
        }

        if (_writer.Log.TakeGroup() is { } records)
            _log.Append(records);
    }

    private async Task<T> EnqueueAsync<T>(Func<T> execute, CancellationToken cancellationToken)
    {
        var command = new Command<T>(execute);
        try
        {
            await _queue.Writer.WriteAsync(command, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw _failure is { } failure ? Refusals.Failed(failure) : new HubException(HubMessages.Stopping);
        }

        return await command.Answer.WaitAsync(cancellationToken);
    }

    private Opened GiveLease(Open open)
    {
        var row = _writer.State.FindSource(open.Source) ?? throw Refusals.NoSource(open.Source);
        if (row.Paused)
            throw Refusals.Paused(row);
        if (!open.TakeOver && _observations.Holder(open.Source) is { Length: > 0 } holder)
            throw Refusals.LeaseHeld(open.Source, holder);
        var columns = new ColumnsSet { Fields = { open.Columns } };
        // Who says nothing (a small push) takes nothing back.
        if (open.Columns.Count > 0 && !columns.Equals(row.Columns))
            _ = Enter(row, new SourceEntry { Columns = columns });
        if (open.Freshness is { } every && !every.Equals(row.Declared?.Every))
            _ = Enter(row, new SourceEntry { Freshness = new FreshnessSet { Every = every, Declared = true, Actor = open.Source } });
        _ = Enter(row, new SourceEntry { Lease = new LeaseGiven { Lease = row.Lease + 1, Holder = open.Holder } });
        _observations.Heard(open.Source);
        _observations.Holds(open.Source, open.Holder);
        row = _writer.State.Source(open.Source);
        return new Opened
        {
            Position = row.Position,
            Epoch = _log.Epoch,
            Generation = row.Generation,
            Lease = row.Lease,
            SourceFloor = row.SourceFloor,
            OpenPass = row.OpenPass?.Clone(),
            Rereads = row.Rereads,
        };
    }

    private ulong Enter(string source, SourceEntry entry) => Enter(_writer.State.FindSource(source) ?? throw Refusals.NoSource(source), entry);

    private ulong Enter(SourceRow row, SourceEntry entry)
    {
        entry.Source = row.Source;
        return _writer.Enter(entry);
    }

    private async Task RunAsync()
    {
        List<Command> group = [];
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                group.Clear();
                await CommitGroupAsync(group);
            }
        }
        catch (Exception e)
        {
            // A failed write, or state that may not be what is on disk: nothing more is decided before a restart.
            _failure = e;
            _ = _queue.Writer.TryComplete(e);
            foreach (var command in group)
                command.Fail(Refusals.Failed(e));
            while (_queue.Reader.TryRead(out var command))
                command.Fail(Refusals.Failed(e));
            throw;
        }
    }

    private async Task CommitGroupAsync(List<Command> group)
    {
        _writer.Log.BeginGroup(_log.Head);
        while (_writer.Log.Bytes < GroupBytes && _queue.Reader.TryRead(out var command))
        {
            group.Add(command);
            try
            {
                command.Execute();
            }
            catch (HubException refusal)
            {
                _ = group.Remove(command);
                command.Fail(refusal);
            }
        }

        if (_writer.Log.TakeGroup() is { } records)
            _log.Append(records);
        foreach (var command in group)
            command.Complete();
        await ForgetAsync();
    }

    // What the views have need not be remembered; if they lag too far, the intake waits for them.
    private async Task ForgetAsync()
    {
        if (_writer.State.Count < RowsKept)
            return;
        _writer.State.Forget(_views.Watermark);
        if (_writer.State.Count < RowsKept)
            return;
        using var caughtUp = await _views.AtLeastAsync(_log.Head, CancellationToken.None);
        _writer.State.Forget(caughtUp.Watermark);
    }
}
