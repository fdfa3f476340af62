using DataBus.Hub.Access;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Takes changes from the bureaus that own them.</summary>
internal sealed class IntakeApi(
    IIntake intake, BatchPreparation preparation, IExchangeLog log, IViews views, Observations observations, IHostApplicationLifetime lifetime)
    : IntakeService.IntakeServiceBase
{
    private const int AddressesPerMessage = 1000;

    public override async Task Push(IAsyncStreamReader<PushRequest> requestStream, IServerStreamWriter<PushResponse> responseStream, ServerCallContext context)
    {
        using var stop = new StreamStop(context, lifetime);
        var open = await ReadOpenAsync(requestStream, stop.Token);
        CallerIdentity.Of(context).DemandSource(open.Source);
        DemandOutside(open.Source);
        var opened = await intake.OpenAsync(open, stop.Token);
        try
        {
            await responseStream.WriteAsync(new PushResponse { Opened = opened }, stop.WriteToken);
            await new PushStream(intake, preparation, open.Source, opened.Lease).RunAsync(requestStream, responseStream, stop.Token);
        }
        catch (Exception broken) when (broken is not HubException && context.CancellationToken.IsCancellationRequested)
        {
            // Neither closed in order nor refused: who holds it has died, or cannot be reached.
            observations.Lost(open.Source, open.Holder);
            throw;
        }
        finally
        {
            await ReleaseAsync(open.Source, opened.Lease);
        }
    }

    public override async Task<PushOnceResponse> PushOnce(PushOnceRequest request, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandSource(request.Source);
        DemandOutside(request.Source);
        var batch = new Batch { PositionBefore = request.PositionBefore, PositionAfter = request.PositionAfter, Items = { request.Items } };
        if (request.HasPositionAfter && !request.HasPositionBefore)
            throw HubMessages.Invalid("position_before", "给出 position_after 时必须给出。", "It is needed where position_after is given.");
        BatchEnvelope.Demand(batch);
        var opened = await intake.OpenAsync(new Open { Source = request.Source, Holder = request.Holder }, context.CancellationToken);
        try
        {
            batch.PositionBefore = request.HasPositionBefore ? request.PositionBefore : opened.Position;
            batch.PositionAfter = request.HasPositionAfter ? request.PositionAfter : batch.PositionBefore;
            var result = await intake.CommitAsync(preparation.Prepare(request.Source, opened.Lease, batch), context.CancellationToken);
            return new PushOnceResponse
            {
                Revision = result.Revision,
                Tallies = result.Tallies,
                Exceptions = { result.Exceptions },
                Head = result.Head,
                Position = batch.PositionAfter,
            };
        }
        finally
        {
            await ReleaseAsync(request.Source, opened.Lease);
        }
    }

    public override async Task<JudgeResponse> Judge(JudgeRequest request, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        var batch = preparation.Prepare(request.Source, lease: 0, new Batch { Items = { request.Items } });
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var source = view.FindSource(request.Source) ?? throw Refusals.NoSource(request.Source);
        return new JudgeResponse { Judged = { batch.Items.Select(item => Judgement.Of(item, source, view)) }, Revision = view.Watermark };
    }

    public override async Task ListAddresses(ListAddressesRequest request, IServerStreamWriter<ListAddressesResponse> responseStream, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        DemandBuckets(request.BucketCount, isRequired: request.Buckets.Count > 0);
        var buckets = request.Buckets.Select(static bucket => (int)bucket).ToHashSet();
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var source = view.FindSource(request.Source) ?? throw Refusals.NoSource(request.Source);
        var wanted = AddressesOf(view, source)
            .Where(address => buckets.Count == 0 || buckets.Contains(AddressDigests.BucketOf(address.Address, (int)request.BucketCount)));
        foreach (var page in wanted.Chunk(AddressesPerMessage))
        {
            var answer = new ListAddressesResponse { Addresses = { page }, Revision = view.Watermark };
            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }

    public override async Task<DigestAddressesResponse> DigestAddresses(DigestAddressesRequest request, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        DemandBuckets(request.BucketCount, isRequired: true);
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var source = view.FindSource(request.Source) ?? throw Refusals.NoSource(request.Source);
        var digests = new AddressDigests((int)request.BucketCount);
        foreach (var address in AddressesOf(view, source).Where(static address => address.Live))
            digests.Add(address.Address, address.OriginHash.Span);
        return new DigestAddressesResponse { Digests = { digests.All() }, Revision = view.Watermark };
    }

    public override async Task<ListFilesResponse> ListFiles(ListFilesRequest request, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        _ = view.FindSource(request.Source) ?? throw Refusals.NoSource(request.Source);
        return new ListFilesResponse { Files = { view.Passes(request.Source).Where(row => row.State.File is not null).Select(row => row.State) } };
    }

    public override async Task ListRereads(ListRereadsRequest request, IServerStreamWriter<ListRereadsResponse> responseStream, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var source = view.FindSource(request.Source) ?? throw Refusals.NoSource(request.Source);
        foreach (var page in AskedRows.Of(source, view, log).Chunk(AddressesPerMessage))
            await responseStream.WriteAsync(new ListRereadsResponse { Rereads = { page } }, context.CancellationToken);
    }

    private static void DemandBuckets(uint count, bool isRequired)
    {
        if (count > AddressDigests.MaxBuckets || (isRequired && count == 0))
            throw HubMessages.Invalid(
                "bucket_count", $"应为 1 至 {AddressDigests.MaxBuckets}。", $"It must be 1 to {AddressDigests.MaxBuckets}.");
    }

    private static void DemandOutside(string source)
    {
        if (source == HubSource.Name)
            throw HubMessages.HubOnly(source);
    }

    private static IEnumerable<AddressState> AddressesOf(IViewReader view, SourceRow source) => view
        .Scan([])
        .Where(row => row.Value.Revision != 0 && row.Key.EventId.Length == 0
            && !row.Key.IsUnkeyed && Ownership.Holds(source.Parts, row.Key.ToAddress(), row.Value.Source == source.Source))
        .Select(row => new AddressState
        {
            Address = row.Key.ToAddress(),
            OriginHash = row.Value.OriginHash,
            Live = !row.Value.Deleted,
            Held = { row.Value.Held.Select(held => held.OriginHash) },
        });

    private static async Task<Open> ReadOpenAsync(IAsyncStreamReader<PushRequest> requests, CancellationToken cancellationToken)
    {
        if (await requests.MoveNext(cancellationToken) && requests.Current.Open is { } open)
            return open;
        throw HubMessages.Invalid("open", "流的第一条消息必须是 open。", "The first message of the stream must be an open.");
    }

    // The lease goes back also when the stream broke; a hub that stops has no leases anyway.
    private async Task ReleaseAsync(string source, ulong lease)
    {
        try
        {
            await intake.ReleaseAsync(source, lease, CancellationToken.None);
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            return;
        }
    }
}
