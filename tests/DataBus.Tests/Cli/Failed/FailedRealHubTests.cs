using DataBus.Cli;
using DataBus.Client;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Cli.Failed;

/// <summary>Verbs about jobs and second persons against the hub itself; the desk's page runs the others.</summary>
public sealed class FailedRealHubTests : IAsyncLifetime
{
    private const string Platforms = "science.platforms";

    private HubFixture _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _client = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString(), Role = CallerRole.Operator });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Job_PausedResumedAndCancelled_StandsAsItWasTold()
    {
        await FailAsync(30);

        var started = await RunAsync("李工", "return", "--source", Platforms, "--rate", "1", "--detach", "--reason", "请补名称", "--output", "json");
        var job = $"{JsonParser.Default.Parse<Job>(started.Output).Job_}";
        var paused = await RunAsync("李工", "pause", job, "--reason", "查一下", "--output", "json");
        var resumed = await RunAsync("李工", "resume", job, "--rate", "2", "--output", "json");
        var cancelled = await RunAsync("李工", "cancel", job, "--output", "json");
        var again = await RunAsync("李工", "pause", job);

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok, ExitCodes.Ok, ExitCodes.Ok), (started.Exit, paused.Exit, resumed.Exit, cancelled.Exit));
        Assert.Equal(JobState.Paused, JsonParser.Default.Parse<Job>(paused.Output).State);
        Assert.Equal((JobState.Running, 2U), (JsonParser.Default.Parse<Job>(resumed.Output).State, JsonParser.Default.Parse<Job>(resumed.Output).Rate));
        Assert.Equal(JobState.Cancelled, JsonParser.Default.Parse<Job>(cancelled.Output).State);
        Assert.Equal(ExitCodes.Conflict, again.Exit);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("李工", "job", job)).Exit);
    }

    [Fact]
    public async Task Propose_Discard_IsNotApprovedByWhoProposedAndDoneOnceAnotherDoes()
    {
        await FailAsync(3);

        var proposed = await RunAsync("李工", "propose", "discard", "--source", Platforms, "--code", "TEST_DATA", "--reason", "测试数据", "--output", "json");
        var job = $"{JsonParser.Default.Parse<Job>(proposed.Output).Job_}";
        var own = await RunAsync("李工", "approve", job);
        var other = await RunAsync("王工", "approve", job);
        var followed = await RunAsync("王工", "job", job, "--follow", "--output", "json");

        Assert.Equal((ExitCodes.Ok, ExitCodes.Access, ExitCodes.Ok), (proposed.Exit, own.Exit, other.Exit));
        var ended = JsonParser.Default.Parse<GetJobResponse>(followed.Lines[0]).Job;
        Assert.Equal((JobState.Done, "王工", 3UL), (ended.State, ended.DecidedBy, ended.Done));
        Assert.Equal(3, followed.Lines.Length - 1);
        Assert.Equal(ExitCodes.Conflict, (await RunAsync("王工", "reject", job, "--reason", "晚了")).Exit);
    }

    [Fact]
    public async Task Confirm_WhatWasMended_ClosesItsCorrectionNoticeOnce()
    {
        var id = $"{(await FailAsync(1)).Single()}";
        string[] sound = ["level=CITY", "name=平台", "host_name=某公司", "state=RECOGNISED", "recognised_on=2026-01-01"];

        var patched = await RunAsync("李工", ["patch", id, .. sound, "--replay", "--reason", "见批文"]);
        var confirmed = await RunAsync("李工", "confirm", "--correction", "open", "--reason", "区科技局来函");
        var again = await RunAsync("李工", "confirm", id, "--reason", "区科技局来函");

        Assert.True(patched.Exit == ExitCodes.Ok, patched.Output);
        Assert.Equal((ExitCodes.Ok, ExitCodes.Partial), (confirmed.Exit, again.Exit));
        Assert.Equal(CorrectionState.Confirmed, (await _client.Desk.GetFailedAsync(ulong.Parse(id), Token)).Item.Correction);
    }

    private Task<FailedRun> RunAsync(string actor, params string[] args) => FailedRun.AtAsync(_hub.Grpc.ToString(), actor, typed: null, args);

    private async Task<IReadOnlyList<ulong>> FailAsync(int count)
    {
        var items = Enumerable.Range(1, count).Select(number => new PushItem
        {
            Change = new Change
            {
                Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"{Platforms}:{number}" },
                PlatformProfile = new PlatformProfile { Kind = "incubator" },
            },
        });
        var answer = await _client.PushOnceAsync(new PushOnceRequest { Source = Platforms, Holder = "test", Items = { items } }, Token);
        return [.. answer.Exceptions.Select(exception => exception.FailedId)];
    }
}
