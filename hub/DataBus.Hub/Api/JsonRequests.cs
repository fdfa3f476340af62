using System.Text;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;

namespace DataBus.Hub.Api;

/// <summary>
/// Refuses what transcoding would drop in silence: fields of a JSON body and parameters that the message does not have, and parameters beside a body. An
/// answer to what was not asked is taken for one to what was, and an act that is done without what its caller asked for may be another act.
/// </summary>
internal sealed class JsonRequests(RequestDelegate next, Faults faults)
{
    /// <summary>Deeper messages are refused; the contract's deepest has ten levels.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonParser _parser = new(new JsonParser.Settings(MaxDepth));

    public async Task InvokeAsync(HttpContext call)
    {
        if (call.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is { } called)
        {
            var method = called.MethodDescriptor;
            try
            {
                if (called.HttpRule.Body.Length > 0)
                    Demand(await ReadAsync(call, MaxBytesOf(method)), method.InputType, call.Request);
                else
                    QueryParameters.Demand(call.Request, method.InputType);
            }
            catch (Exception cause)
            {
                await JsonAnswer.WriteAsync(call.Response, faults.Told(cause, method.FullName, call, call.RequestAborted), call.RequestAborted);
                return;
            }
        }
        await next(call);
    }

    private static int MaxBytesOf(MethodDescriptor method) => method.Service.FullName == V1.IntakeService.Descriptor.FullName
        ? HubServiceCollectionExtensions.MaxPushBytes
        : HubServiceCollectionExtensions.MaxRequestBytes;

    private static async Task<byte[]> ReadAsync(HttpContext call, int maxBytes)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await call.Request.Body.ReadAsync(buffer, call.RequestAborted)) > 0;)
        {
            if (body.Length + read > maxBytes)
                throw TooLarge(maxBytes);
            body.Write(buffer, 0, read);
        }
        body.Position = 0;
        call.Request.Body = body;
        return body.ToArray();
    }

    private static void Demand(byte[] body, MessageDescriptor message, HttpRequest request)
    {
        if (!Utf8.IsValid(body))
            throw HubMessages.Invalid("body", "不是 UTF-8。", "It is not UTF-8.");
        var flaws = request.Query.Keys
            .Select(static name => new RequestFlaw(name, "请写在请求体中，不要写在地址中。", "Give it in the body, not in the address."))
            .Concat(JsonFlaws.Named(body, message, request.RouteValues.Keys))
            .Concat(Parse(body, message))
            .ToArray();
        if (flaws.Length > 0)
            throw HubMessages.Invalid(flaws);
    }

    // The parser decides; where it fails is looked for only then.
    private static IEnumerable<RequestFlaw> Parse(byte[] body, MessageDescriptor message)
    {
        try
        {
            _ = _parser.Parse(Encoding.UTF8.GetString(body), message);
            return [];
        }
        catch (Exception cause) when (cause is InvalidProtocolBufferException or InvalidJsonException)
        {
            var found = JsonFlaws.Of(body, message).ToArray();
            return found.Length > 0 ? found : [new RequestFlaw("body", $"无法解析：{cause.Message}", $"It cannot be parsed: {cause.Message}")];
        }
    }

    private static HubException TooLarge(int maxBytes) => new(new Refusal(
        StatusCode.ResourceExhausted, "REQUEST_TOO_LARGE",
        $"请求体超过 {maxBytes} 字节，请分成几次。", $"The body has more than {maxBytes} bytes; send it in parts."));
}
