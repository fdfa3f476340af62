using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Messages as JSON where transcoding does not write them, in the shape in which it does.</summary>
internal static class JsonAnswer
{
    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default
        .WithFormatDefaultValues(true)
        .WithTypeRegistry(TypeRegistry.FromFiles(Google.Rpc.ErrorDetailsReflection.Descriptor)));

    /// <summary>A message on one line.</summary>
    public static string Of(IMessage message) => _formatter.Format(message);

    /// <summary>The status of a fault, with its details.</summary>
    public static string Of(RpcException fault) =>
        Of(fault.GetRpcStatus() ?? new Google.Rpc.Status { Code = (int)fault.StatusCode, Message = fault.Status.Detail });

    /// <summary>Answers with a fault.</summary>
    public static Task WriteAsync(HttpResponse response, RpcException fault, CancellationToken cancellationToken)
    {
        response.StatusCode = HttpStatusOf(fault.StatusCode);
        response.ContentType = "application/json; charset=utf-8";
        return response.WriteAsync(Of(fault), cancellationToken);
    }

    // As google/rpc/code.proto has them.
    private static int HttpStatusOf(StatusCode code) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.Aborted or StatusCode.AlreadyExists => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
