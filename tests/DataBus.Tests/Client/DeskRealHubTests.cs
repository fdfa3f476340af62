using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>The library's desk and jobs against the hub itself.</summary>
public sealed class DeskRealHubTests : IAsyncLifetime
{
    private const string Platforms = "science.platforms";

    private HubFixture _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _client = As("李工");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task WatchFailedAsync_HubRestartsInTheMiddle_TellsWhatCameBeforeAndAfter()
    {
        var head = (await _client.Operations.GetStatusAsync(Token)).Head;
        await using var watch = _client.Desk.WatchFailedAsync(afterRevision: head, cancellationToken: Token).GetAsyncEnumerator(Token);
        var before = await FailAsync(1);
        Assert.Equal(before, (await NextItemAsync(watch)).Id);

        var port = _hub.Grpc.Port;
        await _hub.StopAsync();
        await _hub.OpenAsync(port);
        var after = await FailAsync(2);

        Assert.Equal(after, (await NextItemAsync(watch)).Id);
    }

    [Fact]
    public async Task WatchFailedAsync_AsAnotherSource_IsRefused()
    {
        using var owner = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString(), Source = "tax.relief" });

        var error = await Assert.ThrowsAsync<DataBusException>(() => owner.Desk.WatchFailedAsync(Platforms, cancellationToken: Token).ToListAsync(Token).AsTask());

        Assert.Equal(StatusCode.PermissionDenied, error.Code);
    }

    [Fact]
    public async Task DiscardFailedAsync_MovedMeanwhile_TellsByWhomAndIsNotRepeated()
    {
        var id = await FailAsync(1);
        var seen = (await _client.Desk.GetFailedAsync(id, Token)).Item.Version;
        using var other = As("王工");
        _ = await other.Desk.ReturnFailedAsync(new ReturnFailedRequest { Items = { new FailedRef { Id = id } }, Reason = "请补名称" }, Token);

        var request = new DiscardFailedRequest { Items = { new FailedRef { Id = id, Version = seen } }, Reason = "重复" };
        var moved = await Assert.ThrowsAsync<DataBusException>(() => _client.Desk.DiscardFailedAsync(request, Token));

        Assert.Equal((StatusCode.Aborted, "ITEM_MOVED", false), (moved.Code, moved.Reason, moved.IsTransient));
        Assert.Equal(("王工", "returned"), (moved.Facts["actor"], moved.Facts["act"]));
    }

    [Fact]
    public async Task Jobs_RehearsedStartedWatchedAndUndone_TellOneStory()
    {
        ulong[] ids = [await FailAsync(1), await FailAsync(2)];
        var request = new StartJobRequest
        {
            Selection = new Selection { Items = { ids.Select(id => new FailedRef { Id = id }) } },
            Act = new JobAct { Discard = new JobDiscard() },
            Reason = "测试数据",
        };

        var rehearsed = await _client.Jobs.RehearseAsync(new RehearseJobRequest { Selection = request.Selection, Act = request.Act }, Token).ToListAsync(Token);
        var started = (await _client.Jobs.StartAsync(request, Token)).Job;
        var ended = await _client.Jobs.WatchAsync(started.Job_, Token).LastAsync(Token);
        var undo = (await _client.Jobs.StartAsync(new StartJobRequest { Act = new JobAct { Undo = new JobUndo { Job = started.Job_ } }, Reason = "丢错了" }, Token)).Job;
        var undone = await _client.Jobs.WatchAsync(undo.Job_, Token).LastAsync(Token);

        Assert.Equal(["discarded", "discarded"], rehearsed.Where(message => message.Item is not null).Select(message => message.Item.Result));
        Assert.Equal((JobState.Done, JobState.Done), (ended.State, undone.State));
        Assert.Equal(["undone", "undone"], await _client.Jobs.ListItemsAsync(undo.Job_, cancellationToken: Token).Select(item => item.Result).ToListAsync(Token));
        Assert.Equal(undo.Job_, (await _client.Jobs.GetAsync(started.Job_, Token)).UndoneBy);
        Assert.All(await _client.Desk.ListAllFailedAsync(new FailedFilter(), Token).ToListAsync(Token), item => Assert.Equal(FailedState.Held, item.State));
    }

    private DataBusClient As(string actor) =>
        new(new DataBusOptions { Hub = _hub.Grpc.ToString(), Role = CallerRole.Operator, Actor = actor, MaxRetryDelay = TimeSpan.FromMilliseconds(200) });

    private async Task<ulong> FailAsync(int number)
    {
        var change = new Change
        {
            Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"{Platforms}:{number}" },
            PlatformProfile = new PlatformProfile { Kind = "incubator" },
        };
        var answer = await _client.PushOnceAsync(new PushOnceRequest { Source = Platforms, Holder = "test", Items = { new PushItem { Change = change } } }, Token);
        return Assert.Single(answer.Exceptions).FailedId;
    }

    private static async Task<FailedPush> NextItemAsync(IAsyncEnumerator<WatchFailedResponse> watch)
    {
        while (await watch.MoveNextAsync())
        {
            if (watch.Current.Items.Count > 0)
                return Assert.Single(watch.Current.Items);
        }

        throw new InvalidOperationException("The watch ended.");
    }
}
