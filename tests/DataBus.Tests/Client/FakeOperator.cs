using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>Answers an operator's calls as the test says.</summary>
internal sealed class FakeOperator : OperationsService.OperationsServiceBase
{
    public Func<ServerCallContext, Task<GetStatusResponse>> OnStatus { get; set; } = _ => Task.FromResult(new GetStatusResponse { Head = 42 });

    public Metadata? Headers { get; private set; }

    public override Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        Headers = context.RequestHeaders;
        return OnStatus(context);
    }
}
