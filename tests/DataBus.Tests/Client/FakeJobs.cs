using System.Collections.Concurrent;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>Jobs that keep what they are asked and answer as the test says.</summary>
internal sealed class FakeJobs : JobService.JobServiceBase
{
    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<IMessage> Requests { get; } = new();

    /// <summary>How many items a job has.</summary>
    public ulong Count { get; set; } = 1;

    public string NeedsSecond { get; set; } = "";

    /// <summary>The job that is started, shown, listed, decided and controlled.</summary>
    public Job Job { get; set; } = new() { Job_ = 77, State = JobState.Running };

    /// <summary>Thrown instead of a job.</summary>
    public RpcException? Refusal { get; set; }

    public List<JobResult> Results { get; } = [];

    public List<RehearseJobResponse> Rehearsal { get; } = [];

    public ConcurrentQueue<Func<IServerStreamWriter<WatchJobResponse>, ServerCallContext, Task>> Watches { get; } = new();

    public override async Task RehearseJob(
        RehearseJobRequest request, IServerStreamWriter<RehearseJobResponse> responseStream, ServerCallContext context)
    {
        Requests.Enqueue(request);
        foreach (var message in Rehearsal)
            await responseStream.WriteAsync(message, context.CancellationToken);
    }

    public override Task<StartJobResponse> StartJob(StartJobRequest request, ServerCallContext context)
    {
        Requests.Enqueue(request);
        return Task.FromResult(new StartJobResponse { Job = request.Preview ? null : Job, Count = Count, NeedsSecond = NeedsSecond });
    }

    public override Task<GetJobResponse> GetJob(GetJobRequest request, ServerCallContext context)
    {
        Requests.Enqueue(request);
        return Refusal is { } refusal ? throw refusal : Task.FromResult(new GetJobResponse { Job = Job });
    }

    public override Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context)
    {
        Requests.Enqueue(request);
        return Task.FromResult(new ListJobsResponse { Jobs = { Job } });
    }

    public override Task<ListJobItemsResponse> ListJobItems(ListJobItemsRequest request, ServerCallContext context)
    {
        Requests.Enqueue(request.Clone());
        var from = request.PageToken.Length > 0 ? int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var page = Results.Skip(from).Take(2).ToList();
        var next = from + page.Count < Results.Count ? $"{from + page.Count}" : "";
        return Task.FromResult(new ListJobItemsResponse { Results = { page }, NextPageToken = next });
    }

    public override async Task WatchJob(WatchJobRequest request, IServerStreamWriter<WatchJobResponse> responseStream, ServerCallContext context)
    {
        Requests.Enqueue(request);
        if (Watches.TryDequeue(out var script))
            await script(responseStream, context);
    }

    public override Task<DecideJobResponse> DecideJob(DecideJobRequest request, ServerCallContext context)
    {
        Requests.Enqueue(request);
        return Task.FromResult(new DecideJobResponse { Job = Job });
    }

    public override Task<ControlJobResponse> ControlJob(ControlJobRequest request, ServerCallContext context)
    {
        Requests.Enqueue(request);
        return Task.FromResult(new ControlJobResponse { Job = Job });
    }

    /// <summary>A watch that tells states of the job and then ends with a status.</summary>
    public void PlayWatch(StatusCode end, params Job[] states) => Watches.Enqueue(async (stream, context) =>
    {
        ulong revision = 100;
        foreach (var state in states)
            await stream.WriteAsync(new WatchJobResponse { Job = state, Revision = revision++ }, context.CancellationToken);
        if (end != StatusCode.OK)
            throw new RpcException(new Status(end, $"The script ends with {end}."));
    });
}
