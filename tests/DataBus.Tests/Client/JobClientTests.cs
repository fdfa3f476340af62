using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

public sealed class JobClientTests : IAsyncLifetime
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
    public async Task WatchAsync_StreamBreaks_IsWatchedAgainUntilItsEnd()
    {
        _hub.Jobs.PlayWatch(StatusCode.Unavailable, At(1), At(2));
        _hub.Jobs.PlayWatch(StatusCode.OK, At(2), At(3, JobState.Done));

        var jobs = await _client.Jobs.WatchAsync(77, Token).ToListAsync(Token);

        Assert.Equal([1, 2, 2, 3], jobs.Select(job => job.Done));
        Assert.Equal(JobState.Done, jobs[^1].State);
        Assert.Equal(2, _hub.Jobs.Requests.Count);
    }

    [Fact]
    public async Task WatchAsync_NoSuchJob_Throws()
    {
        _hub.Jobs.PlayWatch(StatusCode.NotFound);

        var error = await Assert.ThrowsAsync<DataBusException>(() => _client.Jobs.WatchAsync(1, Token).ToListAsync(Token).AsTask());

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task ListItemsAsync_SeveralPages_GivesAllInOrder()
    {
        _hub.Jobs.Results.AddRange(Enumerable.Range(1, 5).Select(id => new JobResult { Id = (ulong)id, Result = "moved" }));

        var items = await _client.Jobs.ListItemsAsync(77, "moved", Token).ToListAsync(Token);

        Assert.Equal(_hub.Jobs.Results, items);
        Assert.All(_hub.Jobs.Requests.Cast<ListJobItemsRequest>(), request => Assert.Equal("moved", request.Result));
    }

    [Fact]
    public async Task RehearseAsync_ItemsAndSum_ComeAsTheyAre()
    {
        _hub.Jobs.Rehearsal.Add(new RehearseJobResponse { Item = new RehearsedItem { Result = "replayed" } });
        _hub.Jobs.Rehearsal.Add(new RehearseJobResponse { Sum = new RehearsalSum { Revision = 9 } });

        var told = await _client.Jobs.RehearseAsync(new RehearseJobRequest { Act = new JobAct { Replay = new JobReplay() } }, Token).ToListAsync(Token);

        Assert.Equal(_hub.Jobs.Rehearsal, told);
    }

    private static Job At(ulong done, JobState state = JobState.Running) => new() { Job_ = 77, State = state, Done = done, Total = 3 };
}
