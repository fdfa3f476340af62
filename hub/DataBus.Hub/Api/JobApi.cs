using DataBus.Hub.Access;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Intake.Jobs;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Acts on many failed pushes as one unit; guarantees in job.proto.</summary>
internal sealed class JobApi(
    IExchangeLog log, IViews views, IIntake intake, JobOrders orders, JobRehearsals rehearsals, IHostApplicationLifetime lifetime) : JobService.JobServiceBase
{
    private const int SampleSize = 10;
    private const int MaxReason = 500;
    private const int DefaultJobs = 50;
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    public override async Task RehearseJob(RehearseJobRequest request, IServerStreamWriter<RehearseJobResponse> responseStream, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var order = await orders.ReadAsync(request.Act, request.Selection, static _ => { }, context.CancellationToken);

        await foreach (var message in rehearsals.RehearseAsync(order.Act, order.Items, caller.Actor, order.NeedsSecond, context.CancellationToken))
            await responseStream.WriteAsync(message, context.CancellationToken);
    }

    public override async Task<StartJobResponse> StartJob(StartJobRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var order = await orders.ReadAsync(
            request.Act, request.Selection, flaws => Demand(request, flaws), context.CancellationToken);
        orders.DemandRules(request);

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var response = new StartJobResponse
        {
            Count = (ulong)order.Items.Count,
            Sample = { order.Items.Take(SampleSize).Select(item => FailedPushes.Masked(item.Id, view.FindHeld(item.Id)!)) },
            NeedsSecond = order.NeedsSecond,
            Revision = view.Watermark,
        };
        if (!request.Preview)
            response.Job = await intake.StartJobAsync(Created(request, order, caller.Actor), order.Items, context.CancellationToken);
        return response;
    }

    public override async Task<GetJobResponse> GetJob(GetJobRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        return new GetJobResponse { Job = Find(view, request.Job), Revision = view.Watermark };
    }

    public override async Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        var limit = requests.Count("limit", request.Limit, DefaultJobs, MaxCount);
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var jobs = view.Jobs().Select(static row => row.Job).Where(job => !request.OpenOnly || !JobProjection.HasEnded(job.State));
        return new ListJobsResponse { Jobs = { jobs.Reverse().Take(limit) }, Revision = view.Watermark };
    }

    public override async Task<ListJobItemsResponse> ListJobItems(ListJobItemsRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        var size = requests.Count("page_size", request.PageSize, DefaultCount, MaxCount);
        var from = DeskApi.After(request.PageToken, requests);
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var done = Find(view, request.Job).Done;
        var results = Results(view, request.Job, from, done)
            .Where(one => request.Result.Length == 0 || one.Result.Result == request.Result)
            .Take(size)
            .ToList();
        var next = results.Count < size ? done : results[^1].Place + 1;
        return new ListJobItemsResponse
        {
            Results = { results.Select(static one => one.Result) },
            NextPageToken = next >= done ? "" : $"{next}",
            Revision = view.Watermark,
        };
    }

    public override async Task WatchJob(WatchJobRequest request, IServerStreamWriter<WatchJobResponse> responseStream, ServerCallContext context)
    {
        using var stopping = new StreamStop(context, lifetime);
        Job? told = null;
        while (told is null || !JobProjection.HasEnded(told.State))
        {
            var head = log.Head;
            using (var view = await views.AtLeastAsync(head, stopping.Token))
            {
                var job = Find(view, request.Job);
                if (!job.Equals(told))
                    await responseStream.WriteAsync(new WatchJobResponse { Job = told = job, Revision = view.Watermark }, stopping.WriteToken);
                head = view.Watermark;
            }

            if (!JobProjection.HasEnded(told.State))
                await log.WaitForAppendAsync(head, stopping.Token);
        }
    }

    public override async Task<DecideJobResponse> DecideJob(DecideJobRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        requests.Text("reason", request.Reason, MaxReason, isRequired: !request.Approve);
        requests.Demand();

        return new DecideJobResponse { Job = await intake.DecideJobAsync(request, caller.Actor, context.CancellationToken) };
    }

    public override async Task<ControlJobResponse> ControlJob(ControlJobRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        requests.Text("reason", request.Reason, MaxReason, isRequired: false);
        if (!Enum.IsDefined(request.Control) || (request.Control == JobControl.Unspecified && !request.HasRate))
            requests.Add("control", "未说明要做什么：PAUSE、RESUME、CANCEL，或给出 rate。", "It is not said what to do: PAUSE, RESUME, CANCEL, or a rate.");
        requests.Demand();

        return new ControlJobResponse { Job = await intake.ControlJobAsync(request, caller.Actor, context.CancellationToken) };
    }

    private static void Demand(StartJobRequest request, QueryRequests flaws)
    {
        flaws.Text("reason", request.Reason, MaxReason, isRequired: !request.Preview);
        if (request.MaxFailedPercent > 100)
            flaws.Add("max_failed_percent", $"{request.MaxFailedPercent} 应为 0 至 100。", $"{request.MaxFailedPercent} must be 0 to 100.");
    }

    private static JobCreated Created(StartJobRequest request, JobOrder order, string actor) => new()
    {
        Act = order.Act,
        Actor = actor,
        Reason = request.Reason,
        State = order.NeedsSecond.Length > 0 || request.Propose ? JobState.Proposed : JobState.Running,
        NeedsSecond = order.NeedsSecond,
        Filter = request.Selection?.Filter is { } filter ? $"{filter}" : "",
        RehearsedAt = request.RehearsedAt,
        Rate = request.Rate,
        MaxFailedPercent = request.MaxFailedPercent,
    };

    private static Job Find(IViewReader view, ulong job) => view.FindJob(job)?.Job ?? throw JobRefusals.NoJob(job);

    private static IEnumerable<(ulong Place, JobResult Result)> Results(IViewReader view, ulong job, ulong from, ulong done)
    {
        for (var place = from; place < done; place++)
        {
            var chunk = view.FindChunk(job, (int)(place / JobProjection.ChunkSize))!;
            for (var i = (int)(place % JobProjection.ChunkSize); i < chunk.Results.Count; i++)
                yield return (place++, chunk.Results[i]);
            place--;
        }
    }
}
