using DataBus.Cli;
using DataBus.V1;

namespace DataBus.Tests.Cli.Failed;

public sealed class SelectionTests : FailedFixture
{
    [Theory]
    [InlineData("replay")]
    [InlineData("discard", "--reason", "x")]
    [InlineData("restore", "--reason", "x")]
    [InlineData("return", "--reason", "x")]
    [InlineData("reread")]
    [InlineData("patch", "capital.amount=1", "--reason", "x")]
    [InlineData("confirm", "--reason", "x")]
    [InlineData("review", "--reason", "x")]
    [InlineData("rehearse", "replay")]
    [InlineData("propose", "discard", "--reason", "x")]
    [InlineData("replay", "--source", "", "--reason", "x")]
    public async Task Act_NothingNamed_IsNeverAll(params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(ExitCodes.Usage, run.Exit);
        Assert.Empty(Hub.Desk.Requests);
        Assert.Empty(Hub.Jobs.Requests);
    }

    [Theory]
    [InlineData("replay", "4711", "--source", "tax.relief", "--reason", "x")]
    [InlineData("replay", "4711", "--all-open", "--reason", "x")]
    [InlineData("replay", "--source", "tax.relief", "--all-open", "--reason", "x")]
    [InlineData("replay", "4711x")]
    [InlineData("replay", "0")]
    [InlineData("replay", "--sorce", "tax.relief", "--reason", "x")]
    [InlineData("patch", "4711", "--clera=name", "--reason", "x")]
    [InlineData("replay", "4711@")]
    [InlineData("replay", "4711@4820@1")]
    [InlineData("replay", "capital.amount=1")]
    [InlineData("discard", "4711")]
    [InlineData("replay", "--source", "tax.relief")]
    public async Task Act_Unsound_EndsWithUsageBeforeAnyCall(params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(ExitCodes.Usage, run.Exit);
        Assert.Empty(Hub.Desk.Requests);
        Assert.Empty(Hub.Jobs.Requests);
    }

    [Fact]
    public async Task Replay_FewIds_AsksTheDeskAtOnce()
    {
        EachIs("replayed", FailedState.Replayed);

        var run = await RunAsync("replay", "4711", "4712@4820", "--take", "--force");

        Assert.Equal(ExitCodes.Ok, run.Exit);
        var expected = new ReplayFailedRequest { Items = { new FailedRef { Id = 4711 }, new FailedRef { Id = 4712, Version = 4820 } }, Take = true, Force = true };
        Assert.Equal(expected, AskedOfDesk<ReplayFailedRequest>());
        Assert.Empty(Hub.Jobs.Requests);
    }

    [Fact]
    public async Task Replay_AllOpen_NamesTheOpenStates()
    {
        JobEnds(new Job { Job_ = 77, State = JobState.Done });

        _ = await RunAsync("replay", "--all-open", "--reason", "夜间重放");

        Assert.Equal([FailedState.Held, FailedState.Waiting, FailedState.Returned], Started().Selection.Filter.States);
    }

    [Fact]
    public async Task Restore_FilterWithoutState_MeansTheDiscarded()
    {
        JobEnds(new Job { Job_ = 77, State = JobState.Done });

        _ = await RunAsync("restore", "--job", "70", "--reason", "丢错了");

        Assert.Equal(new FailedFilter { Job = 70, States = { FailedState.Discarded } }, Started().Selection.Filter);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("reread")]
    public async Task Act_MoreThanAHundredIds_IsAJob(string verb)
    {
        Hub.Jobs.Count = 101;
        JobEnds(new Job { Job_ = 77, State = JobState.Done });

        var run = await RunAsync([verb, .. Enumerable.Range(1, 101).Select(id => $"{id}"), "--reason", "x", "--yes"]);

        Assert.Equal(ExitCodes.Ok, run.Exit);
        Assert.Equal(101, Started().Selection.Items.Count);
        Assert.Empty(Hub.Desk.Requests);
    }
}
