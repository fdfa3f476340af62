using DataBus.Cli;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Cli.Failed;

public sealed class RehearseTests : FailedFixture
{
    private readonly TemporaryFolder _folder = new();

    private string Plan => Path.Combine(_folder.Path, "plan.json");

    [Fact]
    public async Task Rehearse_Filter_ShowsItemsAndSumAndChangesNothing()
    {
        Play();

        var run = await RunAsync("rehearse", "patch", "--cause", "c1", "--map", "capital.currency=人民币=>CNY", "--replay");

        Assert.Equal(ExitCodes.Ok, run.Exit);
        var asked = AskedOfJobs<RehearseJobRequest>();
        Assert.Equal(("c1", true), (asked.Selection.Filter.Cause, asked.Act.Patch.Replay));
        Assert.Contains("capital.amount: 10 → 12", run.Output, StringComparison.Ordinal);
        Assert.Contains("a newer one is live", run.Output, StringComparison.Ordinal);
        Assert.Contains("JN-05: 8 → 9", run.Output, StringComparison.Ordinal);
        Assert.Contains("more than 100 items", run.Output, StringComparison.Ordinal);
        Assert.Empty(Hub.Desk.Requests);
        Assert.Empty(Hub.Jobs.Requests.OfType<StartJobRequest>());
    }

    [Fact]
    public async Task Rehearse_Json_IsAMessageALineAndTheSumLast()
    {
        Play();

        var run = await RunAsync("rehearse", "replay", "1", "2", "--output", "json");

        var told = run.Lines.Select(line => JsonParser.Default.Parse<RehearseJobResponse>(line)).ToList();
        Assert.Equal([1, 2], told.Take(2).Select(message => message.Item.Item.Id));
        Assert.Equal(900UL, told[2].Sum.Revision);
    }

    [Fact]
    public async Task Replay_Plan_DoesExactlyWhatWasRehearsed()
    {
        Play();
        _ = await RunAsync("rehearse", "replay", "--source", "tax.relief", "--take", "--reason", "夜间", "--out", Plan);
        JobEnds(new Job { Job_ = 77, State = JobState.Done });

        var run = await RunAsync("replay", "--plan", Plan);

        Assert.Equal(ExitCodes.Ok, run.Exit);
        var expected = new StartJobRequest
        {
            Selection = new Selection { Items = { new FailedRef { Id = 1, Version = 11 }, new FailedRef { Id = 2, Version = 12 } } },
            Act = new JobAct { Replay = new JobReplay { Take = true } },
            Reason = "夜间",
            RehearsedAt = 900,
            RuleSet = 7,
        };
        Assert.Equal(expected, Started());
    }

    [Fact]
    public async Task Undo_Plan_NamesTheJobAndNoItems()
    {
        Play();
        _ = await RunAsync("rehearse", "undo", "70", "--out", Plan);
        JobEnds(new Job { Job_ = 78, State = JobState.Done });

        Assert.Equal(ExitCodes.Ok, (await RunAsync("undo", "--plan", Plan, "--reason", "撤")).Exit);

        var started = Started();
        Assert.Equal((70UL, 900UL, 7U), (started.Act.Undo.Job, started.RehearsedAt, started.RuleSet));
        Assert.Null(started.Selection);
    }

    [Theory]
    [InlineData("discard", "--reason", "x")]
    [InlineData("replay", "--take", "--reason", "x")]
    [InlineData("replay", "4711", "--reason", "x")]
    [InlineData("undo", "--reason", "x")]
    [InlineData("replay")]
    public async Task Plan_OfAnotherActOrWithMore_EndsWithUsage(params string[] args)
    {
        Play();
        _ = await RunAsync("rehearse", "replay", "--source", "tax.relief", "--out", Plan);

        Assert.Equal(ExitCodes.Usage, (await RunAsync([.. args, "--plan", Plan])).Exit);
        Assert.Empty(Hub.Jobs.Requests.OfType<StartJobRequest>());
    }

    [Theory]
    [InlineData("no json", ExitCodes.Usage)]
    [InlineData("{}", ExitCodes.Usage)]
    [InlineData(null, ExitCodes.Failed)]
    public async Task Plan_ThatIsNone_IsRefused(string? content, int exit)
    {
        if (content is not null)
            await File.WriteAllTextAsync(Plan, content, Token);

        Assert.Equal(exit, (await RunAsync("replay", "--plan", Plan, "--reason", "x")).Exit);
    }

    private void Play()
    {
        Hub.Jobs.Rehearsal.Add(new RehearseJobResponse
        {
            Item = new RehearsedItem
            {
                Item = new FailedRef { Id = 1, Version = 11 },
                Result = "replayed",
                Diff = { new FieldDiff { Path = "capital.amount", Before = "10", After = "12" } },
            },
        });
        Hub.Jobs.Rehearsal.Add(new RehearseJobResponse
        {
            Item = new RehearsedItem { Item = new FailedRef { Id = 2, Version = 12 }, Result = "still_held", Conflict = "a newer one is live" },
        });
        Hub.Jobs.Rehearsal.Add(new RehearseJobResponse
        {
            Sum = new RehearsalSum
            {
                Revision = 900,
                RuleSet = 7,
                Counts = { new JobCount { Result = "replayed", Count = 1 } },
                NeedsSecond = "more than 100 items",
                Figures = { new FigureMove { Code = "JN-05", Before = "8", After = "9" } },
            },
        });
    }
}
