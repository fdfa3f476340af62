using System.Collections.Concurrent;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>A desk that keeps what it is asked and answers as the test says: each named item with one and the same result.</summary>
internal sealed class FakeDesk : DeskService.DeskServiceBase
{
    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<IMessage> Requests { get; } = new();

    public Metadata? Headers { get; private set; }

    public List<FailedPush> Items { get; } = [];

    public GetFailedResponse Shown { get; set; } = new() { Item = new FailedPush() };

    public GroupFailedResponse Groups { get; set; } = new();

    /// <summary>The result of the item with an id.</summary>
    public Func<FailedRef, DeskResult> Result { get; set; } = static item => new DeskResult { Id = item.Id };

    /// <summary>Thrown instead of an answer.</summary>
    public RpcException? Refusal { get; set; }

    public ConcurrentQueue<Func<IServerStreamWriter<WatchFailedResponse>, Task>> Watches { get; } = new();

    public override Task<ListFailedResponse> ListFailed(ListFailedRequest request, ServerCallContext context)
    {
        Keep(request, context);
        var from = request.PageToken.Length > 0 ? int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var page = Items.Skip(from).Take((int)request.PageSize).ToList();
        var next = from + page.Count < Items.Count ? $"{from + page.Count}" : "";
        return Task.FromResult(new ListFailedResponse { Items = { page }, Total = (ulong)Items.Count, NextPageToken = next });
    }

    public override Task<GroupFailedResponse> GroupFailed(GroupFailedRequest request, ServerCallContext context)
    {
        Keep(request, context);
        return Task.FromResult(Groups);
    }

    public override Task<GetFailedResponse> GetFailed(GetFailedRequest request, ServerCallContext context)
    {
        Keep(request, context);
        return Task.FromResult(Shown);
    }

    public override async Task WatchFailed(
        WatchFailedRequest request, IServerStreamWriter<WatchFailedResponse> responseStream, ServerCallContext context)
    {
        Keep(request, context);
        if (!Watches.TryDequeue(out var script))
            throw new RpcException(new Status(StatusCode.PermissionDenied, "No script is left."));
        await script(responseStream);
    }

    public override Task<PatchFailedResponse> PatchFailed(PatchFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new PatchFailedResponse { Results = { Keep(request, request.Items, context) } });

    public override Task<ReplayFailedResponse> ReplayFailed(ReplayFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new ReplayFailedResponse { Results = { Keep(request, request.Items, context) } });

    public override Task<DiscardFailedResponse> DiscardFailed(DiscardFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new DiscardFailedResponse { Results = { Keep(request, request.Items, context) } });

    public override Task<RestoreFailedResponse> RestoreFailed(RestoreFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new RestoreFailedResponse { Results = { Keep(request, request.Items, context) } });

    public override Task<ReturnFailedResponse> ReturnFailed(ReturnFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new ReturnFailedResponse { Results = { Keep(request, request.Items, context) }, Due = "2026-12-01" });

    public override Task<RereadFailedResponse> RereadFailed(RereadFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new RereadFailedResponse { Results = { Keep(request, request.Items, context) } });

    public override Task<ConfirmFailedResponse> ConfirmFailed(ConfirmFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new ConfirmFailedResponse { Results = { Keep(request, request.Items, context) } });

    public override Task<ReviewFailedResponse> ReviewFailed(ReviewFailedRequest request, ServerCallContext context) =>
        Task.FromResult(new ReviewFailedResponse { Results = { Keep(request, request.Items, context) } });

    private IEnumerable<DeskResult> Keep(IMessage request, RepeatedField<FailedRef> items, ServerCallContext context)
    {
        Keep(request, context);
        return items.Select(Result);
    }

    private void Keep(IMessage request, ServerCallContext context)
    {
        Requests.Enqueue(request);
        Headers = context.RequestHeaders;
        if (Refusal is { } refusal)
            throw refusal;
    }
}
