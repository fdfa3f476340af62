using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

public sealed class DeskClientTests : IAsyncLifetime
{
    private FakeHub _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        _client = _hub.Client(options => options.Role = CallerRole.Operator);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task ListAllFailedAsync_SeveralPages_GivesAllInOrder()
    {
        _hub.Desk.Items.AddRange(Enumerable.Range(1, 2500).Select(id => new FailedPush { Id = (ulong)id }));

        var items = await _client.Desk.ListAllFailedAsync(new FailedFilter { Source = "tax.relief" }, Token).ToListAsync(Token);

        Assert.Equal(_hub.Desk.Items.Select(item => item.Id), items.Select(item => item.Id));
        Assert.Equal(3, _hub.Desk.Requests.Count);
        Assert.All(_hub.Desk.Requests.Cast<ListFailedRequest>(), request => Assert.Equal("tax.relief", request.Filter.Source));
    }

    [Fact]
    public async Task WatchFailedAsync_StreamBreaks_GoesOnBehindTheLastRevision()
    {
        Play(StatusCode.Unavailable, 50, 53);
        Play(StatusCode.Unavailable);
        Play(StatusCode.PermissionDenied, 54);

        var told = new List<ulong>();
        var error = await Assert.ThrowsAsync<DataBusException>(async () =>
        {
            await foreach (var message in _client.Desk.WatchFailedAsync("tax.relief", cancellationToken: Token))
                told.Add(message.Revision);
        });

        Assert.Equal(StatusCode.PermissionDenied, error.Code);
        Assert.Equal([50, 53, 54], told);
        var requests = _hub.Desk.Requests.Cast<WatchFailedRequest>().ToList();
        // 42 is the head that the hub told when the watch began "from now on".
        Assert.Equal([42, 53, 53], requests.Select(request => request.AfterRevision));
        Assert.All(requests, request => Assert.Equal("tax.relief", request.Source));
    }

    [Fact]
    public async Task WatchFailedAsync_AsOwner_SaysWhoseItIs()
    {
        Play(StatusCode.PermissionDenied);
        using var owner = _hub.Client(options => options.Source = "tax.relief");

        await Assert.ThrowsAsync<DataBusException>(() => owner.Desk.WatchFailedAsync("tax.relief", 7, Token).ToListAsync(Token).AsTask());

        Assert.Equal(("reader", "tax.relief"), (_hub.Desk.Headers!.GetValue("databus-role"), _hub.Desk.Headers!.GetValue("databus-source")));
        Assert.Equal(7UL, Assert.IsType<WatchFailedRequest>(Assert.Single(_hub.Desk.Requests)).AfterRevision);
    }

    private void Play(StatusCode end, params ulong[] revisions) => _hub.Desk.Watches.Enqueue(async stream =>
    {
        foreach (var revision in revisions)
            await stream.WriteAsync(new WatchFailedResponse { Revision = revision });
        throw new RpcException(new Status(end, "The script ends."));
    });
}
