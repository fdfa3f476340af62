using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

public sealed class PushSessionTests : IAsyncLifetime
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
    public async Task OpenPushAsync_FreeSource_TellsWhereItStands()
    {
        await using var session = await _client.OpenPushAsync("tax.rd-deduction", "host/1", takeOver: true, Token);

        Assert.Equal(_hub.Intake.Opened, session.Opened);
        Assert.Equal(new Open { Source = "tax.rd-deduction", Holder = "host/1", TakeOver = true }, Assert.Single(_hub.Intake.Opens));
        Assert.Equal("tax.rd-deduction", _hub.Intake.Headers!.GetValue("databus-source"));
    }

    [Fact]
    public async Task OpenPushAsync_Refused_ThrowsTheReason()
    {
        var error = await Assert.ThrowsAsync<DataBusException>(() => _client.OpenPushAsync("unknown.source", "host/1", false, Token));

        Assert.Equal(StatusCode.NotFound, error.Code);
        Assert.False(error.IsTransient);
        Assert.Contains("no such source", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenPushAsync_HubGone_IsTransient()
    {
        await _hub.DisposeAsync();

        var error = await Assert.ThrowsAsync<DataBusException>(() => _client.OpenPushAsync("tax.rd-deduction", "host/1", false, Token));

        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task SendAsync_ManyInFlight_AreSentAndAnsweredInOrder()
    {
        await using var session = await _client.OpenPushAsync("tax.rd-deduction", "host/1", false, Token);

        var sending = Enumerable.Range(1, 100).Select(n => session.SendAsync(BatchOf(n), Token)).ToList();
        var results = await Task.WhenAll(sending);
        await session.CompleteAsync(Token);

        Assert.Equal(Enumerable.Range(1, 100).Select(n => (ulong)n), results.Select(result => result.Revision));
        Assert.Equal(Enumerable.Range(1, 100).Select(n => $"p{n}"), _hub.Intake.Positions);
        Assert.True(_hub.Intake.Completed);
    }

    [Fact]
    public async Task SendAsync_HubEndsTheStream_AllThatWaitsGetsTheReason()
    {
        _hub.Intake.OnBatch = batch => batch.PositionAfter == "p3"
            ? throw new RpcException(new Status(StatusCode.FailedPrecondition, "The lease was taken over."))
            : Task.FromResult(new BatchResult { Revision = 1 });
        await using var session = await _client.OpenPushAsync("tax.rd-deduction", "host/1", false, Token);

        var sending = Enumerable.Range(1, 40).Select(n => session.SendAsync(BatchOf(n), Token)).ToList();
        var errors = new List<DataBusException>();
        foreach (var one in sending.Skip(2))
            errors.Add(await Assert.ThrowsAsync<DataBusException>(() => one));
        var later = await Assert.ThrowsAsync<DataBusException>(() => session.SendAsync(BatchOf(41), Token));

        Assert.Equal(1UL, (await sending[1]).Revision);
        Assert.All(errors.Append(later), error => Assert.Equal(StatusCode.FailedPrecondition, error.Code));
    }

    [Fact]
    public async Task SendAsync_AfterComplete_IsAMistakeOfTheCaller()
    {
        await using var session = await _client.OpenPushAsync("tax.rd-deduction", "host/1", false, Token);
        await session.CompleteAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SendAsync(BatchOf(1), Token));
    }

    [Fact]
    public async Task SendAsync_CallerCancels_StopsWaitingOnly()
    {
        var answer = new TaskCompletionSource<BatchResult>();
        _hub.Intake.OnBatch = batch => batch.PositionAfter == "p1" ? answer.Task : Task.FromResult(new BatchResult { Revision = 2 });
        await using var session = await _client.OpenPushAsync("tax.rd-deduction", "host/1", false, Token);
        using var impatience = new CancellationTokenSource();

        var first = session.SendAsync(BatchOf(1), impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(new BatchResult { Revision = 1 });
        var second = await session.SendAsync(BatchOf(2), Token);

        Assert.Equal(2UL, second.Revision);
    }

    [Fact]
    public async Task DisposeAsync_WithBatchesInFlight_TellsThem()
    {
        _hub.Intake.OnBatch = _ => new TaskCompletionSource<BatchResult>().Task;
        var session = await _client.OpenPushAsync("tax.rd-deduction", "host/1", false, Token);
        var sending = Enumerable.Range(1, 20).Select(n => session.SendAsync(BatchOf(n), Token)).ToList();

        await session.DisposeAsync();

        foreach (var one in sending)
            await Assert.ThrowsAsync<DataBusException>(() => one);
    }

    [Fact]
    public async Task ListAddressesAsync_Pages_AreOneList()
    {
        var values = new List<string>();
        await foreach (var state in _client.ListAddressesAsync("science.platforms", Token))
            values.Add(state.Address.Key.Value);

        Assert.Equal(["0", "1"], values);
    }

    private static Batch BatchOf(int n) => new()
    {
        PositionBefore = $"p{n - 1}",
        PositionAfter = $"p{n}",
        Items = { Enumerable.Repeat(new PushItem(), n) },
    };
}
