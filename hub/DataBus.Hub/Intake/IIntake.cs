using DataBus.Hub.Intake.Acts;
using DataBus.Hub.Intake.Jobs;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>The commands of the one writer. Each is answered after what it decided is on disk.</summary>
internal interface IIntake
{
    /// <summary>Gives the lease of a source.</summary>
    Task<Opened> OpenAsync(Open open, CancellationToken cancellationToken);

    /// <summary>Decides and commits one batch under its lease.</summary>
    Task<BatchResult> CommitAsync(PreparedBatch batch, CancellationToken cancellationToken);

    /// <summary>Gives a lease back, when its stream has ended; without effect if another was given since.</summary>
    Task ReleaseAsync(string source, ulong lease, CancellationToken cancellationToken);

    /// <summary>The jobs that are at work.</summary>
    RunningJobs Running { get; }

    /// <summary>Does one act to a few failed pushes, each by itself.</summary>
    Task<DeskAnswer> ActAsync(DeskOrder order, CancellationToken cancellationToken);

    /// <summary>Notes that somebody is shown what is closed or personal in a failed push; false if there is none with this id.</summary>
    Task<bool> ViewedAsync(ulong id, string actor, CancellationToken cancellationToken);

    /// <summary>Marks failed pushes that the rules of now would let through, or would not any more.</summary>
    Task<bool> MarkReleasableAsync(IReadOnlyList<(ulong Id, bool IsReleasable)> marks, string reason, CancellationToken cancellationToken);

    /// <summary>Creates a job of these items; of an undo, of what it undoes.</summary>
    Task<Job> StartJobAsync(JobCreated created, IReadOnlyList<FailedRef> items, CancellationToken cancellationToken);

    /// <summary>Enters a second person's word about a proposed job.</summary>
    Task<Job> DecideJobAsync(DecideJobRequest request, string actor, CancellationToken cancellationToken);

    /// <summary>Pauses a job, lets it go on, cancels it, or changes its rate.</summary>
    Task<Job> ControlJobAsync(ControlJobRequest request, string actor, CancellationToken cancellationToken);

    /// <summary>Does the next few items of a job; null if it is not at work (any more).</summary>
    Task<Job?> StepJobAsync(ulong job, CancellationToken cancellationToken);

    /// <summary>Pauses a source or lets it go on; gives the revision of the entry.</summary>
    Task<ulong> SetPausedAsync(string source, bool paused, string reason, string actor, CancellationToken cancellationToken);

    /// <summary>Sets how much of what a source pushes may be held before it is paused; gives the revision of the entry.</summary>
    Task<ulong> SetBudgetAsync(string source, BudgetSet budget, CancellationToken cancellationToken);

    /// <summary>Enters how often a source should be heard from; gives the revision of the entry.</summary>
    Task<ulong> SetFreshnessAsync(string source, FreshnessSet freshness, CancellationToken cancellationToken);

    /// <summary>Raises a source's generation, sets it back to its beginning and ends its pause.</summary>
    Task<RebaseSourceResponse> RebaseAsync(string source, string reason, string actor, CancellationToken cancellationToken);

    /// <summary>Adds a code to a table; gives the revision of the entry.</summary>
    Task<ulong> AddCodeAsync(CodeAdded code, CancellationToken cancellationToken);

    /// <summary>Gives a rule another severity; gives the revision of the entry.</summary>
    Task<ulong> SetSeverityAsync(SeveritySet severity, CancellationToken cancellationToken);

    /// <summary>Says whether people work on a day; gives the revision of the entry.</summary>
    Task<ulong> SetDayAsync(DaySet day, CancellationToken cancellationToken);

    /// <summary>Puts grants in the place of those that stand; gives the version: what stood, if they are the same.</summary>
    /// <exception cref="HubException">ABORTED: another version stands than the caller knows.</exception>
    Task<ulong> ApplyGrantsAsync(GrantsSet grants, ulong known, CancellationToken cancellationToken);

    /// <summary>Revokes a certificate, unless it is revoked already; gives the revision of the entry.</summary>
    Task<ulong> RevokeAsync(CertificateRevoked revoked, CancellationToken cancellationToken);

    /// <summary>Gives a part to another source, or plans to on the request's day.</summary>
    Task<TransferOwnershipResponse> TransferAsync(
        TransferOwnershipRequest request, bool isPlanned, string actor, CancellationToken cancellationToken);

    /// <summary>Opens delivery; gives the revision of the entry.</summary>
    /// <exception cref="HubException">FAILED_PRECONDITION: it is not closed.</exception>
    Task<ulong> OpenDeliveryAsync(DeliveryOpened opened, CancellationToken cancellationToken);

    /// <summary>Enters an operator's word about two keys, unless it is the one that stands; gives the revision of its entry.</summary>
    Task<ulong> SetSameAsAsync(SameAsSet said, CancellationToken cancellationToken);

    /// <summary>Enters what became of a named reader; gives the revision of the entry, 0 if there was nothing to enter.</summary>
    Task<ulong> SetReaderAsync(ReaderSet set, CancellationToken cancellationToken);

    /// <summary>Enters what became of an alert; gives the revision of the entry, or 0 if it changes nothing any more.</summary>
    /// <exception cref="HubException">An acknowledgement only. NOT_FOUND; FAILED_PRECONDITION: it is closed.</exception>
    Task<ulong> SetAlertAsync(AlertSet alert, CancellationToken cancellationToken);

    /// <summary>Enters that the log is trimmed below a floor from now on, or that the work of this is done; gives the revision of the entry.</summary>
    /// <exception cref="HubException">FAILED_PRECONDITION: another trim is not done, or the floor would not rise.</exception>
    Task<ulong> EnterTrimAsync(CheckpointBody entry, CancellationToken cancellationToken);

    /// <summary>Enters something about an erasure; with a confirmation go the tombstones of its addresses. Gives the revision of the entry.</summary>
    /// <exception cref="HubException">NOT_FOUND, PERMISSION_DENIED, FAILED_PRECONDITION: as erasure.proto says of who confirms and rejects.</exception>
    Task<ulong> EnterErasureAsync(EraseBody entry, CancellationToken cancellationToken);
}
