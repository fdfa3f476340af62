using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

public sealed class DeskWatchTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private static Metadata Owner => HubFixture.Caller(source: FailedChanges.Registrations);

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task WatchFailed_HeldThenDiscarded_TellsBothAsTheyCome()
    {
        using var call = Desk.WatchFailed(new WatchFailedRequest(), Operator, cancellationToken: Token);
        var begun = await NextAsync(call);

        var pushed = await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1), FailedChanges.Registration(2));
        var held = await NextAsync(call);
        await DiscardAsync(pushed.Exceptions[0].FailedId);
        var discarded = await NextAsync(call);

        Assert.Empty(begun.Items);
        Assert.Equal(pushed.Exceptions.Select(static one => one.FailedId), held.Items.Select(static item => item.Id));
        Assert.Equal(FailedState.Discarded, Assert.Single(discarded.Items).State);
        Assert.True(begun.Revision < held.Revision && held.Revision < discarded.Revision);
    }

    [Fact]
    public async Task WatchFailed_FromARevision_TellsWhatCameSinceAsItStands()
    {
        var first = await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1));
        var second = await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(2));
        await DiscardAsync(second.Exceptions[0].FailedId);

        using var call = Desk.WatchFailed(new WatchFailedRequest { AfterRevision = first.Revision }, Operator, cancellationToken: Token);
        var begun = await NextAsync(call);
        var told = await NextAsync(call);

        Assert.Equal(first.Revision, begun.Revision);
        var item = Assert.Single(told.Items);
        Assert.Equal((second.Exceptions[0].FailedId, FailedState.Discarded), (item.Id, item.State));
    }

    [Fact]
    public async Task WatchFailed_ByAnOwner_TellsItsOwnOnly()
    {
        using var call = Desk.WatchFailed(new WatchFailedRequest { Source = FailedChanges.Registrations }, Owner, cancellationToken: Token);
        await NextAsync(call);

        await _hub.PushAsync(FailedChanges.Deductions, FailedChanges.Deduction("-1"));
        await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1));

        Assert.Equal(FailedChanges.Registrations, Assert.Single((await NextAsync(call)).Items).Source);
    }

    [Fact]
    public async Task WatchFailed_ManyItemsAtOnce_ComeInPartsAndTheRevisionWithTheLast()
    {
        using var call = Desk.WatchFailed(new WatchFailedRequest(), Operator, cancellationToken: Token);
        var begun = await NextAsync(call);

        var pushed = await _hub.PushAsync(FailedChanges.Registrations, [.. Enumerable.Range(0, 1_200).Select(static number => FailedChanges.Registration(number))]);
        var told = new List<WatchFailedResponse>();
        while (told.Sum(static message => message.Items.Count) < 1_200)
            told.Add(await NextAsync(call));

        Assert.Equal(pushed.Exceptions.Select(static one => one.FailedId), told.SelectMany(static message => message.Items).Select(static item => item.Id));
        Assert.All(told, static message => Assert.InRange(message.Items.Count, 1, 500));
        for (var last = 0; last < told.Count; last++)
        {
            var so = told.Take(last + 1).SelectMany(static message => message.Items).Select(static item => item.Id).ToHashSet();
            Assert.All(pushed.Exceptions.Where(one => one.FailedId <= told[last].Revision), one => Assert.Contains(one.FailedId, so));
        }
        Assert.True(begun.Revision < pushed.Exceptions[0].FailedId);
        Assert.InRange(told[^1].Revision, pushed.Exceptions[^1].FailedId, pushed.Revision);
    }

    public static TheoryData<bool, string, WatchFailedRequest, StatusCode> Refused => new()
    {
        { false, "", new WatchFailedRequest(), StatusCode.PermissionDenied },
        { false, FailedChanges.Registrations, new WatchFailedRequest(), StatusCode.PermissionDenied },
        { false, FailedChanges.Registrations, new WatchFailedRequest { Source = FailedChanges.Deductions }, StatusCode.PermissionDenied },
        { true, "", new WatchFailedRequest { Source = "no.such" }, StatusCode.NotFound },
        { true, "", new WatchFailedRequest { AfterRevision = 1_000_000 }, StatusCode.InvalidArgument },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WatchFailed_NotAllowedOrUnsound_IsRefused(bool isOperator, string source, WatchFailedRequest request, StatusCode status)
    {
        using var call = Desk.WatchFailed(request, HubFixture.Caller(isOperator, source), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));

        Assert.Equal(status, error.StatusCode);
    }

    [Fact]
    public async Task WatchFailed_HubStops_EndsUnavailable()
    {
        using var call = Desk.WatchFailed(new WatchFailedRequest(), Operator, cancellationToken: Token);
        await NextAsync(call);

        var stop = _hub.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));
        await stop;

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Empty(_hub.Log.Errors);
    }

    private static async Task<WatchFailedResponse> NextAsync(AsyncServerStreamingCall<WatchFailedResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Token));
        return call.ResponseStream.Current;
    }

    private async Task DiscardAsync(ulong id) => await Desk.DiscardFailedAsync(
        new DiscardFailedRequest { Items = { new FailedRef { Id = id } }, Reason = "录入错误" }, Operator, cancellationToken: Token);
}
