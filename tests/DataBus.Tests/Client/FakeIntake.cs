using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>Answers pushes as the test says.</summary>
internal sealed class FakeIntake : IntakeService.IntakeServiceBase
{
    public Opened Opened { get; set; } = new() { Position = "p0", Epoch = "e1", Lease = 7 };

    /// <summary>What becomes of each batch; throws to end the stream.</summary>
    public Func<Batch, Task<BatchResult>> OnBatch { get; set; } = batch => Task.FromResult(new BatchResult { Revision = (ulong)batch.Items.Count });

    public Func<PushOnceRequest, PushOnceResponse> OnPushOnce { get; set; } = _ => new PushOnceResponse();

    public List<Open> Opens { get; } = [];

    public List<string> Positions { get; } = [];

    public Metadata? Headers { get; private set; }

    public bool Completed { get; private set; }

    public override async Task Push(
        IAsyncStreamReader<PushRequest> requestStream, IServerStreamWriter<PushResponse> responseStream, ServerCallContext context)
    {
        Headers = context.RequestHeaders;
        await requestStream.MoveNext();
        Opens.Add(requestStream.Current.Open);
        if (requestStream.Current.Open.Source == "unknown.source")
            throw new RpcException(new Status(StatusCode.NotFound, "没有这个数源。 There is no such source."));
        await responseStream.WriteAsync(new PushResponse { Opened = Opened });
        while (await requestStream.MoveNext())
        {
            Positions.Add(requestStream.Current.Batch.PositionAfter);
            await responseStream.WriteAsync(new PushResponse { Result = await OnBatch(requestStream.Current.Batch) });
        }
        Completed = true;
    }

    public override Task<PushOnceResponse> PushOnce(PushOnceRequest request, ServerCallContext context)
    {
        Headers = context.RequestHeaders;
        return Task.FromResult(OnPushOnce(request));
    }

    public override async Task ListAddresses(
        ListAddressesRequest request, IServerStreamWriter<ListAddressesResponse> responseStream, ServerCallContext context)
    {
        for (var page = 0; page < 2; page++)
        {
            var address = new Address { Facet = "platform.profile", Key = new Key { Value = $"{page}" } };
            await responseStream.WriteAsync(new ListAddressesResponse { Addresses = { new AddressState { Address = address, Live = true } } });
        }
    }
}
