using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

public sealed class DeskApiTests : IAsyncLifetime
{
    private const string Registrations = "market-regulation.registrations";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task ListFailed_JustHeld_IsThereAtOnceAndAfterRestart()
    {
        var pushed = await _hub.PushAsync(Registrations, Bad("2019-13-01"));
        var id = Assert.Single(pushed.Exceptions).FailedId;

        var before = await Desk.ListFailedAsync(new ListFailedRequest(), Operator, cancellationToken: Token);
        await _hub.RestartAsync();
        var after = await Desk.ListFailedAsync(new ListFailedRequest { Filter = new FailedFilter { Source = Registrations } }, Operator, cancellationToken: Token);

        Assert.Equal(id, Assert.Single(before.Items).Id);
        Assert.Equal(before.Items, after.Items);
        Assert.Equal(1UL, after.Total);
    }

    [Fact]
    public async Task ListFailed_IndexRemoved_IsMadeAgain()
    {
        await _hub.PushAsync(Registrations, Bad("2019-13-01"));
        await _hub.StopAsync();
        Directory.Delete(Path.Combine(_hub.Data, "desk"), recursive: true);
        await _hub.OpenAsync();

        var answer = await Desk.ListFailedAsync(new ListFailedRequest(), Operator, cancellationToken: Token);

        Assert.Single(answer.Items);
    }

    [Fact]
    public async Task GetFailed_HeldOverLiveContent_ShowsRowLiveAndActs()
    {
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));
        var pushed = await _hub.PushAsync(Registrations, Bad("2019-13-01"));
        var id = Assert.Single(pushed.Exceptions).FailedId;
        await Desk.ReplayFailedAsync(new ReplayFailedRequest { Items = { new FailedRef { Id = id } }, Reason = "再试" }, Operator, cancellationToken: Token);

        var answer = await Desk.GetFailedAsync(new GetFailedRequest { Id = id }, Operator, cancellationToken: Token);

        Assert.Equal("{\"row\":1}", answer.Raw.ToStringUtf8());
        Assert.Equal("2019-13-01", answer.Change.Registration.EstablishedOn);
        Assert.Equal("2019-03-01", answer.Live.Registration.EstablishedOn);
        Assert.Equal(["held", "replay_failed"], answer.History.Select(act => act.Act));
        Assert.Equal("王**", answer.History[1].Actor);
        Assert.Equal(1u, answer.Item.Attempts);
    }

    [Fact]
    public async Task DiscardFailed_WithReason_ClosesTheItem()
    {
        var pushed = await _hub.PushAsync(Registrations, Bad("2019-13-01"), Bad("2019-14-01"));

        var answer = await Desk.DiscardFailedAsync(
            new DiscardFailedRequest { Items = { new FailedRef { Id = pushed.Exceptions[0].FailedId } }, Reason = "录入错误" }, Operator, cancellationToken: Token);
        var open = await Desk.ListFailedAsync(new ListFailedRequest(), Operator, cancellationToken: Token);
        var discarded = await Desk.ListFailedAsync(new ListFailedRequest { Filter = new FailedFilter { States = { FailedState.Discarded } } }, Operator, cancellationToken: Token);

        Assert.Equal("discarded", Assert.Single(answer.Results).Result);
        Assert.DoesNotContain(open.Items, item => item.Id == pushed.Exceptions[0].FailedId);
        Assert.Equal(pushed.Exceptions[0].FailedId, Assert.Single(discarded.Items).Id);
    }

    [Fact]
    public async Task Calls_WithSeveralThingsWrong_SayThemAll()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            () => Desk.DiscardFailedAsync(new DiscardFailedRequest(), Operator, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("items:", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("reason:", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_ByReaders_AreDenied()
    {
        Task[] calls =
        [
            Desk.ListFailedAsync(new ListFailedRequest(), cancellationToken: Token).ResponseAsync,
            Desk.GetFailedAsync(new GetFailedRequest { Id = 1 }, cancellationToken: Token).ResponseAsync,
            Desk.ReplayFailedAsync(new ReplayFailedRequest { Items = { new FailedRef { Id = 1 } } }, cancellationToken: Token).ResponseAsync,
            Desk.DiscardFailedAsync(new DiscardFailedRequest { Items = { new FailedRef { Id = 1 } }, Reason = "x" }, cancellationToken: Token).ResponseAsync,
        ];

        foreach (var call in calls)
            Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
    }

    private static Change Bad(string establishedOn)
    {
        var registration = Sound.Registration;
        registration.EstablishedOn = establishedOn;
        return Sound.Of(registration);
    }
}
