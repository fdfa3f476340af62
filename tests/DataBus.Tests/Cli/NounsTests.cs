using DataBus.Cli;
using DataBus.V1;

namespace DataBus.Tests.Cli;

/// <summary>The nouns against the real hub, by their exit codes: what they print belongs to the whole process.</summary>
public sealed class NounsTests : IAsyncLifetime
{
    private const string Key = "platform/local/science.platforms:42";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"databus-push-{Guid.NewGuid():N}.jsonl");
    private HubFixture _hub = null!;

    // The hub pushes the plan's definitions a moment after it has started.
    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        var query = new QueryService.QueryServiceClient(_hub.Channel);
        while ((await query.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: TestContext.Current.CancellationToken)).Indicators.Count == 0)
            await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(_file);
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("status")]
    [InlineData("verify")]
    [InlineData("trim", "--keep-days", "400", "--dry-run")]
    [InlineData("trim", "--keep-days", "400", "--reason", "留存期满", "--output", "json")]
    [InlineData("indicators", "--output", "json")]
    [InlineData("indicators", "show", "JN-05")]
    [InlineData("indicators", "show", "JN-05", "--output", "json")]
    [InlineData("tasks")]
    [InlineData("tasks", "T-05", "--lang", "en")]
    [InlineData("tasks", "--supervised", "--output", "json")]
    [InlineData("meeting", "list")]
    [InlineData("evaluation", "list")]
    [InlineData("evaluation", "list", "--year", "2026", "--output", "json")]
    [InlineData("sources", "list")]
    [InlineData("sources", "stalls")]
    [InlineData("sources", "stalls", "--output", "json")]
    [InlineData("sources", "freshness", "science.platforms", "--every", "1d", "--reason", "test")]
    [InlineData("readers", "list")]
    [InlineData("readers", "rejected", "--all", "--output", "json")]
    [InlineData("alerts", "list")]
    [InlineData("alerts", "list", "--all", "--output", "json")]
    [InlineData("failed", "list")]
    [InlineData("failed", "list", "--older-than", "3d", "--state", "held,waiting", "--output", "json")]
    [InlineData("failed", "groups")]
    [InlineData("failed", "jobs", "--open")]
    [InlineData("list", "indicator", "--limit", "3")]
    [InlineData("get", "indicator/code/JN-17")]
    [InlineData("explain", "indicator/code/JN-17", "--lang", "en")]
    [InlineData("watch", "--until-caught-up")]
    [InlineData("calendar", "list")]
    [InlineData("calendar", "list", "2027", "--output", "json")]
    [InlineData("calendar", "set", "2027-01-01", "--holiday", "--reason", "元旦")]
    [InlineData("same-as", "list")]
    [InlineData("same-as", "list", "enterprise/uscc/91120112712847285B", "--output", "json")]
    [InlineData("same-as", "propose", "--limit", "5")]
    public async Task RunAsync_Look_EndsWithOk(params string[] args) => Assert.Equal(ExitCodes.Ok, await RunAsync(args));

    [Theory]
    [InlineData("get", Key)]
    [InlineData("failed", "show", "999999")]
    [InlineData("failed", "job", "999999")]
    [InlineData("failed", "replay", "--source", "no.such", "--reason", "test")]
    [InlineData("failed", "undo", "999999", "--reason", "test")]
    [InlineData("tasks", "T-99")]
    [InlineData("evaluation", "没有这个单位")]
    [InlineData("meeting", "show", "1999-Q1")]
    [InlineData("indicators", "show", "JN-99")]
    [InlineData("sources", "pause", "no.such", "--reason", "test")]
    [InlineData("alerts", "ack", "paused:no.such", "--reason", "test")]
    [InlineData("alerts", "ack", "4711", "--reason", "test")]
    [InlineData("sources", "budget", "no.such", "--held", "1", "--reason", "test")]
    public async Task RunAsync_WhatIsNotThere_EndsWithNotFound(params string[] args) =>
        Assert.Equal(ExitCodes.NotFound, await RunAsync(args));

    [Fact]
    public async Task RunAsync_JoinAndSplit_EndWithOkAndTheKeysAreFoundTogether()
    {
        const string Registration = """{"key":{"kind":"KIND_ENTERPRISE","scheme":"uscc","value":"91120112712847285B"},"registration":{"name":"样例","establishedOn":"2019-03-01","state":"ACTIVE","address":"咸水沽"}}""";
        string[] keys = ["enterprise/local/one-stop:2026-001", "enterprise/uscc/91120112712847285B", "--reason", "核对过"];
        await File.WriteAllTextAsync(_file, Registration, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Ok, await RunAsync("push", _file, "--source", "market-regulation.registrations"));

        Assert.Equal(ExitCodes.Ok, await RunAsync(["same-as", "join", .. keys]));
        Assert.Equal(ExitCodes.Ok, await RunAsync("get", keys[0]));
        Assert.Equal(ExitCodes.Ok, await RunAsync("same-as", "list"));
        Assert.Equal(ExitCodes.Ok, await RunAsync(["same-as", "split", .. keys]));
        Assert.Equal(ExitCodes.NotFound, await RunAsync("get", keys[0]));
        Assert.Equal(ExitCodes.NotFound, await RunAsync("same-as", "join", "platform/local/x:1", "platform/local/x:2", "--reason", "试"));
    }

    [Theory]
    [InlineData("trim", "--keep-days", "400")]
    [InlineData("trim", "--reason", "留存期满")]
    [InlineData("trim", "--keep-days", "0", "--reason", "留存期满")]
    public async Task RunAsync_TrimWithoutReasonOrDays_EndsWithUsage(params string[] args) => Assert.Equal(ExitCodes.Usage, await RunAsync(args));

    [Fact]
    public async Task RunAsync_DiscardOfUnknownId_EndsWithNotFound() =>
        Assert.Equal(ExitCodes.NotFound, await RunAsync("failed", "discard", "999999", "--reason", "test"));

    [Fact]
    public async Task RunAsync_MeetingFrozenAndShown_EndsWithOkAndTheSecondWithConflict()
    {
        string[] freeze = ["meeting", "freeze", "2026-Q3", "--title", "调度会", "--decision", "T-05 补齐底账", "--decision", "下次会前报进展"];
        var exit = ExitCodes.Unavailable;
        while (exit == ExitCodes.Unavailable)
            exit = await RunAsync(freeze);

        Assert.Equal(ExitCodes.Ok, exit);
        Assert.Equal(ExitCodes.Ok, await RunAsync("meeting", "show", "2026-Q3"));
        Assert.Equal(ExitCodes.Ok, await RunAsync("meeting", "list", "--output", "json"));
        Assert.Equal(ExitCodes.Ok, await RunAsync("indicators", "explain", "JN-17", "--from", "2026-Q3"));
        Assert.Equal(ExitCodes.Ok, await RunAsync("indicators", "explain", "JN-17", "--from", "1@2026-01-01", "--to", "2@2026-02-01", "--output", "json"));
        Assert.Equal(ExitCodes.Conflict, await RunAsync("indicators", "explain", "JN-01", "--from", "2026-Q3"));
        Assert.Equal(ExitCodes.Conflict, await RunAsync(freeze));
    }

    [Theory]
    [InlineData("""{"key":{"kind":"KIND_PLATFORM","scheme":"local","value":"science.platforms:42"},"platformProfile":{}}""")]
    [InlineData("""{"change":{"key":{"kind":"KIND_PLATFORM","scheme":"local","value":"science.platforms:42"},"platformProfile":{}}}""")]
    public async Task RunAsync_PushOfBadChange_EndsWithPartial(string line)
    {
        await File.WriteAllTextAsync(_file, line, TestContext.Current.CancellationToken);

        var exit = await RunAsync("push", _file, "--source", "science.platforms");

        Assert.Equal(ExitCodes.Partial, exit);
    }

    [Fact]
    public async Task RunAsync_PushOfWrongLine_EndsWithUsage()
    {
        await File.WriteAllTextAsync(_file, "{}\nno json\n", TestContext.Current.CancellationToken);

        var exit = await RunAsync("push", _file, "--source", "science.platforms");

        Assert.Equal(ExitCodes.Usage, exit);
    }

    [Fact]
    public async Task RunAsync_PushOfFolder_EndsWithFailed() =>
        Assert.Equal(ExitCodes.Failed, await RunAsync("push", _hub.Data, "--source", "science.platforms"));

    [Fact]
    public async Task RunAsync_PushToPausedSource_EndsWithConflictUntilResumed()
    {
        string[] push = ["push", _file, "--source", "science.platforms"];
        const string Line = """{"key":{"kind":"KIND_PLATFORM","scheme":"local","value":"x:1"},"platformProfile":{}}""";
        await File.WriteAllTextAsync(_file, Line, TestContext.Current.CancellationToken);
        var paused = await RunAsync("sources", "pause", "science.platforms", "--reason", "test");

        var refused = await RunAsync(push);

        Assert.Equal((ExitCodes.Ok, ExitCodes.Conflict), (paused, refused));
        Assert.Equal(ExitCodes.Ok, await RunAsync("sources", "resume", "science.platforms"));
        Assert.Equal(ExitCodes.Partial, await RunAsync(push));
    }

    [Fact]
    public async Task RunAsync_BudgetOfOneHeldRow_PausesAtTheSecond()
    {
        string[] push = ["push", _file, "--source", "science.platforms"];
        const string Lines = """
            {"key":{"kind":"KIND_PLATFORM","scheme":"local","value":"science.platforms:1"},"platformProfile":{"kind":"incubator"}}
            {"key":{"kind":"KIND_PLATFORM","scheme":"local","value":"science.platforms:2"},"platformProfile":{"kind":"incubator"}}
            """;
        await File.WriteAllTextAsync(_file, Lines, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Usage, await RunAsync("sources", "budget", "science.platforms", "--reason", "test"));
        Assert.Equal(ExitCodes.Usage, await RunAsync("sources", "budget", "science.platforms", "--none", "--held", "1", "--reason", "test"));
        Assert.Equal(ExitCodes.Ok, await RunAsync("sources", "budget", "science.platforms", "--held", "1", "--reason", "test"));
        Assert.Equal(ExitCodes.Partial, await RunAsync(push));
        Assert.Equal(ExitCodes.Conflict, await RunAsync(push));
        Assert.Equal(ExitCodes.Ok, await RunAsync("sources", "list"));
        Assert.Equal(ExitCodes.Ok, await RunAsync("sources", "budget", "science.platforms", "--none", "--reason", "test"));
    }

    [Fact]
    public async Task RunAsync_WatchWithBookmark_GoesOnWhereItStopped()
    {
        string[] watch = ["watch", "--kind", "platform", "--until-caught-up", "--bookmark", _file];
        Assert.Equal(ExitCodes.Ok, await RunAsync(watch));
        var first = await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken);
        _ = await RunAsync("sources", "pause", "science.platforms", "--reason", "test");

        Assert.Equal(ExitCodes.Ok, await RunAsync(watch));

        Assert.NotEqual(first, await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken));
        // The bookmark is of this request: another one is told so, which shows that it was sent.
        Assert.Equal(ExitCodes.Usage, await RunAsync("watch", "--until-caught-up", "--bookmark", _file));
    }

    [Fact]
    public async Task RunAsync_ReplayOfWhatIsStillWrong_EndsWithPartial()
    {
        const string Line = """{"key":{"kind":"KIND_PLATFORM","scheme":"local","value":"science.platforms:42"},"platformProfile":{"kind":"incubator"}}""";
        await File.WriteAllTextAsync(_file, Line, TestContext.Current.CancellationToken);
        _ = await RunAsync("push", _file, "--source", "science.platforms");
        var held = Assert.Single((await new DeskService.DeskServiceClient(_hub.Channel).ListFailedAsync(
            new ListFailedRequest(), HubFixture.Caller(isOperator: true), cancellationToken: TestContext.Current.CancellationToken)).Items);

        var exit = await RunAsync("failed", "replay", $"{held.Id}");

        Assert.Equal(ExitCodes.Partial, exit);
        Assert.Equal(ExitCodes.Ok, await RunAsync("failed", "show", $"{held.Id}"));
    }

    private Task<int> RunAsync(params string[] args) => CliApplication.RunAsync([.. args, "--hub", _hub.Grpc.ToString()]);
}
