using System.Security.Authentication;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace DataBus.Client;

/// <summary>Turns what gRPC throws into what the caller of this library sees.</summary>
internal static class StatusTranslator
{
    // What another operator moved stays moved: whoever named the version before must look first.
    private const string ItemMoved = "ITEM_MOVED";

    /// <summary>
    /// Gives the exception to throw. A cancelled call and an aborted connection carry the same status: only the caller's
    /// token tells them apart.
    /// </summary>
    public static Exception Translate(RpcException error, CancellationToken callersToken)
    {
        if (callersToken.IsCancellationRequested)
            return new OperationCanceledException(error.Status.Detail, error, callersToken);

        if (error.Status.DebugException is { } cause && Untrusted(cause) is { } untrusted)
            return NotTrusted(untrusted, error);
        var status = error.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        var retry = status?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();
        return new DataBusException(error.StatusCode, Message(error, status), error)
        {
            Reason = info?.Reason ?? "",
            Facts = info?.Metadata.ToDictionary() ?? [],
            RetryAfter = retry,
            IsTransient = IsTransient(error, retry) && info?.Reason != ItemMoved,
            Violations = status?.GetDetail<BadRequest>()?.FieldViolations
                .Select(violation => new RequestViolation(violation.Field, violation.Description)).ToList() ?? [],
            LocalizedMessages = Localized(status),
        };
    }

    /// <summary>Translates also what a closed HTTP connection throws past gRPC.</summary>
    public static Exception TranslateAny(Exception error, CancellationToken callersToken) => error switch
    {
        RpcException rpc => Translate(rpc, callersToken),
        IOException or HttpRequestException or ObjectDisposedException =>
            new DataBusException(StatusCode.Unavailable, error.Message, error) { IsTransient = true },
        _ => error,
    };

    // Trying again would change nothing: another authority, another host name, or no TLS at all.
    private static AuthenticationException? Untrusted(Exception cause) =>
        cause as AuthenticationException ?? (cause.InnerException is { } inner ? Untrusted(inner) : null);

    private static DataBusException NotTrusted(AuthenticationException cause, RpcException error)
    {
        var zh = $"不信任枢纽的证书，或它不使用 TLS：请核对 --ca（DATABUS_CA）与地址中的主机名。{cause.Message}";
        var en = $"The hub's certificate is not trusted, or it does not speak TLS: look at --ca (DATABUS_CA) and at the host name of its address. {cause.Message}";
        return new DataBusException(StatusCode.Unauthenticated, $"{zh} {en}", error)
        {
            Reason = "HUB_NOT_TRUSTED",
            LocalizedMessages = new Dictionary<string, string> { ["zh-CN"] = zh, ["en"] = en },
        };
    }

    private static bool IsTransient(RpcException error, TimeSpan? retry) => error.StatusCode switch
    {
        StatusCode.Unavailable or StatusCode.Aborted or StatusCode.DeadlineExceeded => true,
        StatusCode.ResourceExhausted => retry is not null,
        // An aborted connection: the hub itself never cancels, and its own INTERNAL has no exception of this side.
        StatusCode.Cancelled => true,
        StatusCode.Internal or StatusCode.Unknown => error.Status.DebugException is not null,
        _ => false,
    };

    private static string Message(RpcException error, RpcStatus? status) =>
        string.IsNullOrWhiteSpace(error.Status.Detail) ? status?.Message ?? error.StatusCode.ToString() : error.Status.Detail;

    private static Dictionary<string, string> Localized(RpcStatus? status)
    {
        var messages = new Dictionary<string, string>();
        foreach (var detail in status?.Details ?? [])
        {
            if (detail.TryUnpack<LocalizedMessage>(out var message))
                messages[message.Locale] = message.Message;
        }
        return messages;
    }
}
