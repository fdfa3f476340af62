using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>
/// Makes the views from the log, entry by entry. The writer and the view thread run the same code, so that what is decided on
/// and what a rebuild gives cannot differ.
/// </summary>
internal sealed class Projection(IViewState state)
{
    private readonly FacetProjection _facets = new(state);
    private readonly FailedPushProjection _failed = new(state);
    private readonly SourceProjection _sources = new(state);
    private readonly LinkProjection _links = new(state);
    private readonly JobProjection _jobs = new(state);
    private readonly AlertProjection _alerts = new(state);
    private readonly RejectionProjection _rejections = new(state);
    private readonly ErasureProjection _erasures = new(state);

    /// <summary>Applies one record as it stands in the log.</summary>
    public void Apply(LogRecord record)
    {
        var revision = record.FirstRevision;
        switch (record.Type)
        {
            case RecordType.Changes:
                ApplyChanges(record);
                break;
            case RecordType.Held:
                var held = HeldBody.Parser.ParseFrom(record.Body.Span);
                foreach (var run in held.Runs)
                    ApplyRunOf(run, held.Held, (int)(run.FirstRevision - record.FirstRevision));
                break;
            case RecordType.Desk:
                foreach (var act in DeskBody.Parser.ParseFrom(record.Body.Span).Acts)
                    Apply(act, revision++);
                break;
            case RecordType.Source:
                var source = SourceBody.Parser.ParseFrom(record.Body.Span);
                foreach (var entry in source.Entries)
                    Apply(entry, revision++);
                foreach (var run in source.Runs)
                    Apply(run);
                break;
            case RecordType.Checkpoint:
                break;
            case RecordType.Erase:
                Apply(EraseBody.Parser.ParseFrom(record.Body.Span), revision);
                break;
            default:
                throw new InvalidOperationException($"Record {record.FirstRevision} has the type {record.Type}, which this hub does not know.");
        }
    }

    public void Apply(Change change, ulong revision, RunContext run) => _facets.Apply(change, revision, run);

    public void Apply(HeldEntry entry, ulong revision, RunContext run) => _failed.Apply(entry, revision, run);

    public void Apply(DeskEntry act, ulong revision)
    {
        if (act.AboutJob is { } job)
            _jobs.Apply(job, act.At, revision);
        else
            _failed.Apply(act, revision);
    }

    public void Apply(SourceEntry entry, ulong revision)
    {
        if (entry.EntryCase == SourceEntry.EntryOneofCase.SameAs)
            _links.Apply(entry.SameAs, entry.At, revision);
        else if (entry.EntryCase == SourceEntry.EntryOneofCase.Alert)
            _alerts.Apply(entry.Alert, entry.At, revision);
        else if (entry.EntryCase == SourceEntry.EntryOneofCase.Reader)
            _rejections.Apply(entry.Reader, entry.At, revision);
        else
            _sources.Apply(entry, revision);
    }

    public void Apply(EraseBody entry, ulong revision) => _erasures.Apply(entry, revision);

    public void Apply(Run run) => _sources.Apply(run);

    // What is missing in a sparse record was superseded, by what it would take more than this record to tell.
    private void ApplyChanges(LogRecord record)
    {
        var next = record.FirstRevision;
        Run? run = null;
        var context = RunContext.None;
        foreach (var (revision, change, of) in NumberedChanges.Of(record))
        {
            for (; next < revision; next++)
                state.Supersede(next);
            if (of != run)
                (run, context) = (of, RunContext.Of(of));
            Apply(change, next++, context);
        }
        for (; next <= record.LastRevision; next++)
            state.Supersede(next);
    }

    private void ApplyRunOf(Run run, IReadOnlyList<HeldEntry> entries, int offset)
    {
        var context = RunContext.Of(run);
        for (var i = 0; i < run.Count; i++)
            Apply(entries[offset + i], run.FirstRevision + (ulong)i, context);
    }
}
