using System.Globalization;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>
/// A request that cannot be parsed fails before any interceptor sees it, as UNKNOWN; here it becomes INVALID_ARGUMENT.
/// No other call ends as UNKNOWN.
/// </summary>
internal sealed class UnreadableRequests(RequestDelegate next)
{
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";

    private static readonly object _readMark = new();

    /// <summary>Notes that the call reached its method.</summary>
    public static void MarkRead(HttpContext context) => context.Items[_readMark] = _readMark;

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);

        var headers = context.Response.Headers;
        if (context.Response.HasStarted || context.Items.ContainsKey(_readMark) || headers[StatusHeader] != Number(StatusCode.Unknown))
            return;

        headers[StatusHeader] = Number(StatusCode.InvalidArgument);
        headers[MessageHeader] = Uri.EscapeDataString($"{HubMessages.Unreadable.Zh} {HubMessages.Unreadable.En}");
    }

    private static string Number(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
}
