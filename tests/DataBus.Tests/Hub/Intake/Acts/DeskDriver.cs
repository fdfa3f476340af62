using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Intake.Acts;

/// <summary>What operators do, on a hub core; and what the log tells afterwards.</summary>
internal sealed class DeskDriver(CoreFixture fixture)
{
    private const int PageBytes = 1 << 20;

    public static JobAct Replay(bool take = false) => new() { Replay = new JobReplay { Take = take } };

    public static JobAct Undo(ulong job) => new() { Undo = new JobUndo { Job = job } };

    public static FieldEdit Edit(string path, string value) => new() { Path = path, Value = value };

    public static JobAct Patch(bool replay, params FieldEdit[] edits) => new() { Patch = new JobPatch { Edits = { edits }, Replay = replay } };

    /// <summary>Does an act to one item.</summary>
    public async Task<DeskResult> ActAsync(ulong id, JobAct act, string actor = "张", ulong version = 0)
    {
        var by = new Doer(actor, "核对过");
        var order = new DeskOrder([new FailedRef { Id = id, Version = version }], (acts, item) => acts.Do(act, item, "2026-12-01", by));
        return Assert.Single((await fixture.Core.Intake.ActAsync(order, Token)).Results);
    }

    /// <summary>Starts a job.</summary>
    public async Task<ulong> StartAsync(JobAct act, IEnumerable<ulong> ids, uint rate = 0, uint maxFailedPercent = 0, ulong rehearsedAt = 0)
    {
        var created = new JobCreated
        {
            Act = act,
            Actor = "张",
            Reason = "核对过",
            State = JobState.Running,
            Rate = rate,
            MaxFailedPercent = maxFailedPercent,
            RehearsedAt = rehearsedAt,
        };
        return (await fixture.Core.Intake.StartJobAsync(created, [.. ids.Select(static id => new FailedRef { Id = id })], Token)).Job_;
    }

    /// <summary>Steps a job to its end.</summary>
    public async Task<Job> FinishAsync(ulong job)
    {
        while (await fixture.Core.Intake.StepJobAsync(job, Token) is { State: JobState.Running })
            continue;
        using var view = await ViewAsync();
        return view.FindJob(job)!.Job;
    }

    public async Task<Job> RunAsync(JobAct act, IEnumerable<ulong> ids) => await FinishAsync(await StartAsync(act, ids));

    /// <summary>Results of a job, in its order.</summary>
    public async Task<IReadOnlyList<JobResult>> ResultsAsync(ulong job)
    {
        using var view = await ViewAsync();
        var results = new List<JobResult>();
        for (var place = 0; view.FindChunk(job, place) is { } chunk; place++)
            results.AddRange(chunk.Results);
        return results;
    }

    public Task<IViewReader> ViewAsync() => fixture.Core.Views.AtLeastAsync(fixture.Core.Log.Head, Token);

    /// <summary>Every published change above a revision, in order.</summary>
    public IReadOnlyList<Change> Published(ulong after = 0)
    {
        var changes = new List<Change>();
        while (fixture.Core.Log.Read(after, PageBytes) is { Count: > 0 } page)
        {
            changes.AddRange(page.Where(static record => record.Type == RecordType.Changes)
                .SelectMany(static record => ChangesBody.Parser.ParseFrom(record.Body.Span).Changes));
            after = page[^1].LastRevision;
        }

        return changes;
    }

    /// <summary>Rows that their adapter found two contents for: held until an operator takes them.</summary>
    public static Batch Ambiguous(IEnumerable<Change> changes) => new()
    {
        Items =
        {
            changes.Select(static (change, index) => new PushItem
            {
                Change = change,
                Row = (ulong)index + 1,
                Raw = ByteString.CopyFromUtf8($"{{\"行\":{index + 1}}}"),
                Violations = { new Violation { Rule = HubRules.Ambiguous, RuleVersion = 1, Severity = Severity.Error, MessageZh = "两种内容。", MessageEn = "Two contents." } },
            }),
        },
    };

    /// <summary>A label that a rule holds: it has no first day.</summary>
    public static Change Bad(Change label)
    {
        label.TierLabel.ValidFrom = "";
        return label;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
