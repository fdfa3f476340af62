using DataBus.Cli;
using DataBus.Client;
using DataBus.Tests.Hub.Api;
using DataBus.V1;
using static DataBus.Tests.Hub.Api.NamedCalls;

namespace DataBus.Tests.Client;

/// <summary>Durable names by the library and the command line, against the hub itself.</summary>
public sealed class NamedSubscriptionTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Subscription Named => new() { Name = "plan-dashboard", Kinds = [Kind.Platform] };

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        await _hub.PushAsync(Platforms, Platform(1, "甲"));
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task AcknowledgeAsync_HubRestarts_GoesOnBehindItAndGivesTheRestAgain()
    {
        using var client = ClientOf(_hub);
        await using var deliveries = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token);
        var first = await NextAsync(deliveries, "甲");
        await first.AcknowledgeAsync(Token);
        await _hub.PushAsync(Platforms, Platform(2, "乙"));
        await NextAsync(deliveries, "乙");
        var port = _hub.Grpc.Port;
        await _hub.StopAsync();
        await _hub.OpenAsync(port);

        var again = await NextAsync(deliveries, "乙");
        var answer = await again.AcknowledgeAsync(Token);

        Assert.True(answer.Moved);
        Assert.Equal(again.LastRevision, answer.Revision);
    }

    [Fact]
    public async Task AcknowledgeAsync_HubIsAway_IsMendedAndNotThrown()
    {
        using var client = ClientOf(_hub);
        await using var deliveries = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token);
        var delivery = await NextAsync(deliveries, "甲");
        var port = _hub.Grpc.Port;
        await _hub.StopAsync();

        var acknowledging = delivery.AcknowledgeAsync(Token);
        await _hub.OpenAsync(port);

        Assert.True((await acknowledging).Moved);
    }

    [Fact]
    public async Task SubscribeAsync_TakenOver_EndsAndDoesNotTakeItBack()
    {
        using var client = ClientOf(_hub);
        await using var first = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token);
        await NextAsync(first, "甲");
        await using var second = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token);
        await NextAsync(second, "甲");

        var error = await Assert.ThrowsAsync<DataBusException>(() => NextAsync(first, "no more"));

        Assert.Equal(("TAKEN_OVER", false), (error.Reason, error.IsTransient));
        await _hub.PushAsync(Platforms, Platform(2, "乙"));
        await NextAsync(second, "乙");
    }

    [Fact]
    public async Task SeekAsync_WhileItIsOpen_GoesOnThereByItself()
    {
        using var client = ClientOf(_hub);
        using var operators = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString(), Role = CallerRole.Operator });
        await using var deliveries = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token);
        await (await NextAsync(deliveries, "甲")).AcknowledgeAsync(Token);

        await operators.Readers.SeekAsync(new SeekReaderRequest { Name = Named.Name, Snapshot = true, Reason = "重来" }, Token);

        await NextAsync(deliveries, "甲");
    }

    [Fact]
    public async Task Readers_ByTheCommandLine_AreRejectedSettledMovedAndDropped()
    {
        using var client = ClientOf(_hub);
        await using (var deliveries = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token))
        {
            var delivery = await NextAsync(deliveries, "甲");
            await client.Readers.RejectAsync(Named.Name, delivery.Changes[0].Revision, "no room", Token);
            var revision = $"{delivery.Changes[0].Revision}";

            var rejected = await RunAsync("readers", "rejected", Named.Name);
            var settled = await RunAsync("readers", "settle", Named.Name, revision, "--reason", "mended");
            var left = await RunAsync("readers", "rejected", "--output", "json");

            Assert.Contains("no room", rejected.Out, StringComparison.Ordinal);
            Assert.Equal(ExitCodes.Ok, settled.Exit);
            Assert.Contains("\"rejections\": [ ]", left.Out, StringComparison.Ordinal);
        }
        Assert.Equal(ExitCodes.Usage, (await RunAsync("readers", "seek", Named.Name, "--reason", "x")).Exit);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("readers", "seek", Named.Name, "--to-revision", "1", "--reason", "x")).Exit);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("readers", "drop", Named.Name, "--reason", "x")).Exit);
        Assert.Equal(ExitCodes.NotFound, (await RunAsync("readers", "drop", Named.Name, "--reason", "x")).Exit);
        Assert.Contains("rejected", (await RunAsync("status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seek_ToARevisionByTheCommandLine_GivesThatChangeAndSaysSo()
    {
        await _hub.PushAsync(Platforms, Platform(2, "乙"), Platform(3, "丙"));
        using var client = ClientOf(_hub);
        ulong third;
        await using (var deliveries = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token))
            third = (await NextAsync(deliveries, "丙")).Changes.Single(change => change.Change.PlatformProfile.Name == "丙").Revision;

        var text = await RunAsync("readers", "seek", Named.Name, "--to-revision", $"{third}", "--reason", "x");
        var json = await RunAsync("readers", "seek", Named.Name, "--to-revision", $"{third}", "--reason", "x", "--output", "json");
        var anew = await RunAsync("readers", "seek", "plan-dashboard", "--to-snapshot", "--reason", "x");
        await RunAsync("readers", "seek", Named.Name, "--to-revision", $"{third}", "--reason", "x");
        await using var again = client.SubscribeAsync(Named, Token).GetAsyncEnumerator(Token);
        var first = await NextAsync(again, "丙");

        Assert.Contains($"begins at revision {third}:", text.Out, StringComparison.Ordinal);
        Assert.Contains($"\"beginsAt\": \"{third}\"", json.Out, StringComparison.Ordinal);
        Assert.Contains("with a snapshot", anew.Out, StringComparison.Ordinal);
        Assert.Equal([third], first.Changes.Select(static change => change.Revision));
    }

    [Fact]
    public async Task Watch_ByANameAfterARestore_SaysTheCommandAndBeginsAnewWhenAsked()
    {
        var args = new[] { "watch", "--name", "by-hand", "--kind", "platform", "--until-caught-up" };
        await RunAsync(args);
        await _hub.StopAsync();
        new DataBus.Hub.Log.RestoredMark(true, "", 1, DateTimeOffset.UnixEpoch).Write(_hub.Data);
        await _hub.OpenAsync();
        await RunAsync("delivery", "open", "--reason", "x");

        using var errors = new StringWriter();
        var refused = await CliApplication.RunAsync(
            [.. args, "--hub", _hub.Grpc.ToString(), "--lang", "en"], new Terminal(TextReader.Null, TextWriter.Null, errors, IsInteractive: false));
        var show = await RunAsync("readers", "show", "by-hand");
        var anew = await RunAsync([.. args, "--snapshot"]);

        Assert.Equal(ExitCodes.Conflict, refused);
        Assert.Contains("--snapshot", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("databus readers seek by-hand --to-snapshot --reason", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("databus readers seek by-hand --to-snapshot --reason", show.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, anew.Exit);
        Assert.Contains("science.platforms:1", anew.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcknowledgeAsync_SubscriptionWithoutAName_Throws()
    {
        using var client = ClientOf(_hub);
        await using var deliveries = client.SubscribeAsync(Named with { Name = "" }, Token).GetAsyncEnumerator(Token);
        var delivery = await NextAsync(deliveries, "甲");

        await Assert.ThrowsAsync<InvalidOperationException>(() => delivery.AcknowledgeAsync(Token));
    }

    [Fact]
    public async Task Watch_ByAName_GoesOnWhereItWasAndIsListed()
    {
        var first = await RunAsync("watch", "--name", "by-hand", "--kind", "platform", "--until-caught-up");
        await _hub.PushAsync(Platforms, Platform(2, "乙"));
        var second = await RunAsync("watch", "--name", "by-hand", "--kind", "platform", "--until-caught-up");
        var list = await RunAsync("readers", "list");
        var show = await RunAsync("readers", "show", "by-hand", "--output", "json");
        var none = await RunAsync("readers", "show", "nobody");

        Assert.Contains("science.platforms:1", first.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("science.platforms:1 ", second.Out, StringComparison.Ordinal);
        Assert.Contains("science.platforms:2", second.Out, StringComparison.Ordinal);
        Assert.Contains("by-hand", list.Out, StringComparison.Ordinal);
        Assert.Contains("\"waitingFrom\": \"0\"", show.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NotFound, none.Exit);
    }

    private async Task<(int Exit, string Out)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        var exit = await CliApplication.RunAsync([.. args, "--hub", _hub.Grpc.ToString(), "--lang", "en"], new Terminal(TextReader.Null, output, TextWriter.Null, IsInteractive: false));
        return (exit, output.ToString());
    }

    private static async Task<Delivery> NextAsync(IAsyncEnumerator<Delivery> deliveries, string name)
    {
        while (await deliveries.MoveNextAsync())
        {
            if (deliveries.Current.Changes.Any(change => change.Change.PlatformProfile.Name == name))
                return deliveries.Current;
        }
        throw new InvalidOperationException($"{name} did not come.");
    }

    private static DataBusClient ClientOf(HubFixture hub) =>
        new(new DataBusOptions { Hub = hub.Grpc.ToString(), MaxRetryDelay = TimeSpan.FromMilliseconds(200) });
}
