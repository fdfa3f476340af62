using DataBus.Cli;
using DataBus.Cli.Failed;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Tests.Cli.Failed;

/// <summary>How jobs are counted, agreed to, started, followed and left.</summary>
public sealed class JobTests : FailedFixture
{
    private static readonly string[] _replay = ["replay", "--source", "tax.relief", "--reason", "映射已改"];

    [Fact]
    public async Task Replay_Filter_IsCountedStartedAndFollowed()
    {
        JobEnds(new Job { Job_ = 77, State = JobState.Done, Total = 3, Done = 3, Act = Replay(), Counts = { new JobCount { Result = "replayed", Count = 3 } } });

        var run = await RunAsync([.. _replay, "--rate", "50", "--max-failed", "10", "--take"]);

        Assert.Equal(ExitCodes.Ok, run.Exit);
        var expected = new StartJobRequest
        {
            Selection = new Selection { Filter = new FailedFilter { Source = "tax.relief" } },
            Act = new JobAct { Replay = new JobReplay { Take = true } },
            Reason = "映射已改",
            Rate = 50,
            MaxFailedPercent = 10,
        };
        Assert.Equal(expected, Started());
        Assert.Contains("replayed 3", run.Output, StringComparison.Ordinal);
        Assert.Contains("databus failed undo 77", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_SomeMoved_EndsWithPartialAndSaysHowToSeeThem()
    {
        JobEnds(new Job
        {
            Job_ = 77,
            State = JobState.Done,
            Total = 3,
            Done = 3,
            Act = Replay(),
            Counts = { new JobCount { Result = "replayed", Count = 2 }, new JobCount { Result = "moved", Count = 1 } },
        });

        var run = await RunAsync(_replay);

        Assert.Equal(ExitCodes.Partial, run.Exit);
        Assert.Contains("databus failed job 77 --result moved", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_StoppedByItself_EndsAtOnceWithPartial()
    {
        Hub.Jobs.Watches.Enqueue(async (stream, context) =>
        {
            await stream.WriteAsync(new WatchJobResponse { Job = new Job { Job_ = 77, State = JobState.Stopped, StateReason = "40 % failed" } });
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });

        var run = await RunAsync(_replay);

        Assert.Equal(ExitCodes.Partial, run.Exit);
        Assert.Contains("40 % failed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_MoreThanAHundredInAScript_AsksForYes()
    {
        Hub.Jobs.Count = 3000;

        var run = await RunAsync(_replay);

        Assert.Equal(ExitCodes.Usage, run.Exit);
        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
        Assert.True(AskedOfJobs<StartJobRequest>().Preview);
    }

    [Theory]
    [InlineData("3000", ExitCodes.Ok, 2)]
    [InlineData("300", ExitCodes.Failed, 1)]
    [InlineData("y", ExitCodes.Failed, 1)]
    [InlineData("", ExitCodes.Failed, 1)]
    public async Task Replay_MoreThanAHundredAtATerminal_AsksForTheCount(string typed, int exit, int calls)
    {
        Hub.Jobs.Count = 3000;
        JobEnds(new Job { Job_ = 77, State = JobState.Done, Total = 3000, Done = 3000 });

        var run = await FailedRun.AtAsync(Hub, typed, _replay);

        Assert.Equal(exit, run.Exit);
        Assert.Equal(calls, Hub.Jobs.Requests.OfType<StartJobRequest>().Count());
    }

    [Fact]
    public async Task Replay_NeedsSecond_IsProposedAndNotFollowed()
    {
        Hub.Jobs.Count = 3000;
        Hub.Jobs.NeedsSecond = "more than 100 items";
        Hub.Jobs.Job = new Job { Job_ = 77, State = JobState.Proposed, NeedsSecond = "more than 100 items" };

        var run = await RunAsync([.. _replay, "--yes"]);

        Assert.Equal(ExitCodes.Ok, run.Exit);
        Assert.Contains("databus failed approve 77", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Hub.Jobs.Requests.OfType<WatchJobRequest>());
    }

    [Fact]
    public async Task Propose_FewIds_IsAJobThatWaits()
    {
        Hub.Jobs.Job = new Job { Job_ = 77, State = JobState.Proposed };

        Assert.Equal(ExitCodes.Ok, (await RunAsync("propose", "patch", "4711", "key.value=9112", "--reason", "键错")).Exit);

        var started = Started();
        Assert.True(started.Propose);
        Assert.Equal(new FieldEdit { Path = "key.value", Value = "9112" }, Assert.Single(started.Act.Patch.Edits));
    }

    [Fact]
    public async Task Replay_Detach_OnlyStarts()
    {
        var run = await RunAsync("replay", "4711", "--detach", "--reason", "x");

        Assert.Equal(ExitCodes.Ok, run.Exit);
        Assert.Contains("databus failed job 77", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Hub.Jobs.Requests.OfType<WatchJobRequest>());
    }

    [Fact]
    public async Task Follow_LeftBeforeItsEnd_SaysThatTheJobGoesOn()
    {
        using var leave = new CancellationTokenSource();
        using var client = Hub.Client();
        using var errors = new StringWriter();
        Hub.Jobs.Watches.Enqueue(async (stream, context) =>
        {
            await stream.WriteAsync(new WatchJobResponse { Job = Hub.Jobs.Job });
            await leave.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, errors, IsInteractive: true);
        var context = new CliContext(client, new Texts(chinese: false), new Output(json: false, TextWriter.Null), terminal, leave.Token);

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new JobFollower(context).FollowAsync(Hub.Jobs.Job));

        Assert.Contains("databus failed job 77", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("databus failed cancel 77", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_Json_IsTheJobAndNothingElse()
    {
        JobEnds(new Job { Job_ = 77, State = JobState.Done, Counts = { new JobCount { Result = "replayed", Count = 1 } } });

        var run = await RunAsync([.. _replay, "--output", "json"]);

        Assert.Equal(77UL, JsonParser.Default.Parse<Job>(Assert.Single(run.Lines)).Job_);
    }

    [Fact]
    public async Task Undo_Job_IsStartedWithoutSelection()
    {
        JobEnds(new Job { Job_ = 78, State = JobState.Done, Counts = { new JobCount { Result = "undone", Count = 1 } } });

        Assert.Equal(ExitCodes.Ok, (await RunAsync("undo", "77", "--reason", "映射错了")).Exit);

        var expected = new StartJobRequest { Act = new JobAct { Undo = new JobUndo { Job = 77 } }, Reason = "映射错了" };
        Assert.Equal(expected, Started());
    }

    [Theory]
    [InlineData("undo", "--reason", "x")]
    [InlineData("undo", "77")]
    [InlineData("undo", "77", "--plan", "p.json", "--reason", "x")]
    [InlineData("reject", "77")]
    [InlineData("return", "1", "--out", "x.xlsx", "--detach", "--reason", "x")]
    public async Task Job_Unsound_EndsWithUsageBeforeAnyCall(params string[] args)
    {
        Assert.Equal(ExitCodes.Usage, (await RunAsync(args)).Exit);
        Assert.Empty(Hub.Jobs.Requests);
    }

    [Fact]
    public async Task Approve_Reject_Pause_Resume_Cancel_AreAsked()
    {
        string[][] lines =
        [
            ["approve", "77"], ["reject", "77", "--reason", "范围太大"], ["pause", "77", "--reason", "查一下"], ["resume", "77", "--rate", "5"], ["cancel", "77"],
        ];
        foreach (var line in lines)
            Assert.Equal(ExitCodes.Ok, (await RunAsync(line)).Exit);

        Assert.Equal(
            [
                new DecideJobRequest { Job = 77, Approve = true }, new DecideJobRequest { Job = 77, Reason = "范围太大" },
                new ControlJobRequest { Job = 77, Control = JobControl.Pause, Reason = "查一下" },
                new ControlJobRequest { Job = 77, Control = JobControl.Resume, Rate = 5 }, new ControlJobRequest { Job = 77, Control = JobControl.Cancel },
            ],
            Hub.Jobs.Requests);
    }

    [Fact]
    public async Task Jobs_Table_TellsWhoIsNeeded()
    {
        Hub.Jobs.Job = new Job { Job_ = 77, State = JobState.Proposed, Actor = "李工", Total = 3000, Act = Replay(), NeedsSecond = "more than 100" };

        var run = await RunAsync("jobs", "--open");

        Assert.Equal(new ListJobsRequest { OpenOnly = true, Limit = 50 }, AskedOfJobs<ListJobsRequest>());
        Assert.Contains("an operator other than 李工 (more than 100)", run.Output, StringComparison.Ordinal);
        Assert.Contains("0/3000", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_Items_AreThoseOfTheResultAndTheFirstOfThem()
    {
        Hub.Jobs.Results.AddRange(Enumerable.Range(1, 5).Select(id => new JobResult { Id = (ulong)id, Result = "moved" }));

        var run = await RunAsync("job", "77", "--result", "moved", "--limit", "3", "--output", "json");

        Assert.Equal(77UL, JsonParser.Default.Parse<GetJobResponse>(run.Lines[0]).Job.Job_);
        Assert.Equal([1, 2, 3], run.Lines.Skip(1).Select(line => JsonParser.Default.Parse<JobResult>(line).Id));
        Assert.All(Hub.Jobs.Requests.OfType<ListJobItemsRequest>(), request => Assert.Equal("moved", request.Result));
    }

    [Fact]
    public async Task Job_Follow_ShowsItAsItEnded()
    {
        JobEnds(new Job { Job_ = 77, State = JobState.Done, Done = 3, Total = 3 });

        var run = await RunAsync("job", "77", "--follow");

        Assert.Contains("progress: 3 / 3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_UnknownOne_EndsWithNotFound()
    {
        Hub.Jobs.Refusal = new RpcException(new Status(StatusCode.NotFound, "no"));

        Assert.Equal(ExitCodes.NotFound, (await RunAsync("job", "1")).Exit);
    }

    private static JobAct Replay() => new() { Replay = new JobReplay() };
}
