using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>A refusal in the standard form: google.rpc.Status with its details.</summary>
internal static class RichStatus
{
    private const string Domain = "databus";

    public static RpcException ToRpcException(Refusal refusal) => Of(refusal).ToRpcException();

    private static Google.Rpc.Status Of(Refusal refusal)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = refusal.Reason };
        info.Metadata.Add(refusal.Metadata.ToDictionary());
        var status = new Google.Rpc.Status
        {
            Code = (int)refusal.Code,
            Message = $"{refusal.Zh} {refusal.En}",
            Details =
            {
                Any.Pack(info),
                Any.Pack(new LocalizedMessage { Locale = "zh-CN", Message = refusal.Zh }),
                Any.Pack(new LocalizedMessage { Locale = "en", Message = refusal.En }),
            },
        };
        if (refusal.Violations.Count > 0)
            status.Details.Add(Any.Pack(Violations(refusal)));
        if (refusal.RetryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = delay.ToDuration() }));
        return status;
    }

    private static BadRequest Violations(Refusal refusal)
    {
        var request = new BadRequest();
        request.FieldViolations.Add(refusal.Violations.Select(static violation =>
            new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Text }));
        return request;
    }
}
