using DataBus.Tests.Client;
using DataBus.V1;

namespace DataBus.Tests.Cli.Failed;

/// <summary>A fake hub for one test of <c>databus failed</c>.</summary>
public abstract class FailedFixture : IAsyncLifetime
{
    private protected FakeHub Hub { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Hub = await FakeHub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<FailedRun> RunAsync(params string[] args) => FailedRun.AtAsync(Hub, args);

    private protected T AskedOfDesk<T>() => Assert.Single(Hub.Desk.Requests.OfType<T>());

    private protected T AskedOfJobs<T>() => Assert.Single(Hub.Jobs.Requests.OfType<T>());

    /// <summary>What was started, behind its preview.</summary>
    private protected StartJobRequest Started()
    {
        var requests = Hub.Jobs.Requests.OfType<StartJobRequest>().ToList();
        Assert.Equal([true, false], requests.Select(request => request.Preview));
        return requests[1];
    }

    private protected void JobEnds(Job job) => Hub.Jobs.PlayWatch(Grpc.Core.StatusCode.OK, job);

    private protected void EachIs(string result, FailedState state = FailedState.Held) =>
        Hub.Desk.Result = item => new DeskResult { Id = item.Id, Result = result, State = state, Version = item.Id + 100 };
}
