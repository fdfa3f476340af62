using System.Globalization;
using DataBus.Hub.Access;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Asks of every request who it is from and whether that one may; before anything of it is read.</summary>
internal sealed class Admission(RequestDelegate next, AccessPolicy policy, Faults faults)
{
    public async Task InvokeAsync(HttpContext call)
    {
        IDisposable? place;
        try
        {
            place = await policy.AdmitAsync(call);
        }
        catch (HubException refused)
        {
            await RefusedAsync(call, faults.Told(refused, call.Request.Path, call, call.RequestAborted));
            return;
        }
        using (place)
            await next(call);
    }

    // A status alone, as gRPC has it; or JSON, for who did not come with gRPC.
    private static Task RefusedAsync(HttpContext call, RpcException fault)
    {
        if (call.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
            return JsonAnswer.WriteAsync(call.Response, fault, call.RequestAborted);
        call.Response.ContentType = "application/grpc";
        var headers = call.Response.Headers;
        headers["grpc-status"] = ((int)fault.StatusCode).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = Uri.EscapeDataString(fault.Status.Detail);
        foreach (var entry in fault.Trailers.Where(static entry => entry.IsBinary))
            headers[entry.Key] = Convert.ToBase64String(entry.ValueBytes);
        return Task.CompletedTask;
    }
}
