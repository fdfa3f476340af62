using DataBus.Client;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using static DataBus.Tests.Client.FakeDelivery;

namespace DataBus.Tests.Client;

public sealed class SubscribeTests : IAsyncLifetime
{
    private FakeHub _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        _client = _hub.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task SubscribeAsync_StreamBreaksMidWay_GoesOnFromTheBookmarkWithoutLoss()
    {
        _hub.Delivery.Play(StatusCode.Unavailable, Platforms(1, 3), Platforms(4, 4));
        _hub.Delivery.Play(StatusCode.Unavailable);
        _hub.Delivery.Play(StatusCode.DeadlineExceeded, Platforms(5, 6));
        _hub.Delivery.Play(end: null, Platforms(7, 9), CaughtUpAt(9));

        var revisions = await RevisionsUntilCaughtUpAsync(new Subscription());

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], revisions);
        Assert.Equal(["", "after 4", "after 4", "after 6"], _hub.Delivery.Requests.Select(request => request.Bookmark.ToStringUtf8()));
        Assert.True(_hub.Delivery.Requests.First().Snapshot);
    }

    [Fact]
    public async Task SubscribeAsync_ConnectionAborted_GoesOn()
    {
        _hub.Delivery.Scripts.Enqueue(async (stream, context) =>
        {
            await stream.WriteAsync(Platforms(1, 2));
            context.GetHttpContext().Abort();
        });
        _hub.Delivery.Play(end: null, Platforms(1, 3), CaughtUpAt(3));

        var revisions = await RevisionsUntilCaughtUpAsync(new Subscription());

        Assert.Equal([1, 2, 3], revisions.Distinct());
    }

    [Fact]
    public async Task SubscribeAsync_HubRefuses_Throws()
    {
        _hub.Delivery.Play(StatusCode.InvalidArgument);

        var error = await Assert.ThrowsAsync<DataBusException>(() => RevisionsUntilCaughtUpAsync(new Subscription()));

        Assert.Equal(StatusCode.InvalidArgument, error.Code);
    }

    [Fact]
    public async Task SubscribeAsync_RevisionsLeftOut_Throws()
    {
        _hub.Delivery.Play(end: null, Platforms(1, 3), Platforms(5, 6), CaughtUpAt(6));

        var error = await Assert.ThrowsAsync<DataBusException>(() => RevisionsUntilCaughtUpAsync(new Subscription()));

        Assert.Equal("REVISION_GAP", error.Reason);
    }

    [Fact]
    public async Task SubscribeAsync_Resync_IsDeliveredAndEnds()
    {
        _hub.Delivery.Play(StatusCode.OK, new SubscribeResponse { Resync = new Resync { Reason = "EPOCH_CHANGED" } });
        var kinds = new List<DeliveryKind>();

        await foreach (var delivery in _client.SubscribeAsync(new Subscription { Bookmark = new byte[] { 1 } }, Token))
            kinds.Add(delivery.Kind);

        Assert.Equal([DeliveryKind.Resync], kinds);
    }

    [Fact]
    public async Task SubscribeAsync_ResyncWithNewSnapshot_StartsOver()
    {
        _hub.Delivery.Play(StatusCode.Unavailable, Platforms(1, 9));
        _hub.Delivery.Play(StatusCode.OK, new SubscribeResponse { Resync = new Resync { Reason = "BEYOND_HEAD" } });
        _hub.Delivery.Play(end: null, Platforms(2, 4), CaughtUpAt(4));

        var revisions = await RevisionsUntilCaughtUpAsync(new Subscription { FromNow = true, SnapshotAfterResync = true });

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4], revisions);
        Assert.Equal([false, false, true], _hub.Delivery.Requests.Select(request => request.Snapshot));
    }

    [Fact]
    public async Task SubscribeAsync_UnknownFrame_OnlyMovesTheBookmark()
    {
        _hub.Delivery.Play(StatusCode.Unavailable, Platforms(1, 1), Frame(2, 8));
        _hub.Delivery.Play(end: null, Platforms(9, 9), CaughtUpAt(9));

        var revisions = await RevisionsUntilCaughtUpAsync(new Subscription());

        Assert.Equal([1, 9], revisions);
        Assert.Equal("after 8", _hub.Delivery.Requests.Last().Bookmark.ToStringUtf8());
    }

    [Fact]
    public async Task SubscribeAsync_Silence_OpensAnew()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using var client = new DataBusClient(
            Microsoft.Extensions.Options.Options.Create(new DataBusOptions { Hub = _hub.Address }), time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DataBusClient>.Instance);
        _hub.Delivery.Play(end: null, Platforms(1, 1));
        _hub.Delivery.Play(end: null, Platforms(2, 2), CaughtUpAt(2));
        await using var deliveries = client.SubscribeAsync(new Subscription(), Token).GetAsyncEnumerator(Token);
        await deliveries.MoveNextAsync();

        var next = deliveries.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(90));
        while (!next.IsCompleted)
        {
            // A real round trip sets the pace, so that the pause before the next try passes but not the next silence.
            await _client.Operations.GetStatusAsync(Token);
            time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.True(await next);
        Assert.Equal(2UL, deliveries.Current.LastRevision);
    }

    [Fact]
    public async Task SubscribeAsync_CallerCancels_Ends()
    {
        _hub.Delivery.Play(end: null, Platforms(1, 1));
        using var stop = new CancellationTokenSource();
        await using var deliveries = _client.SubscribeAsync(new Subscription(), stop.Token).GetAsyncEnumerator(Token);
        await deliveries.MoveNextAsync();

        var next = deliveries.MoveNextAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private static SubscribeResponse CaughtUpAt(ulong revision)
    {
        var frame = Frame(revision, revision);
        frame.CaughtUp = new CaughtUp();
        return frame;
    }

    private async Task<List<ulong>> RevisionsUntilCaughtUpAsync(Subscription subscription)
    {
        var revisions = new List<ulong>();
        await foreach (var delivery in _client.SubscribeAsync(subscription, Token))
        {
            revisions.AddRange(delivery.Changes.Select(change => change.Revision));
            if (delivery.Kind == DeliveryKind.CaughtUp)
                break;
        }
        return revisions;
    }
}
