using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>A web hook: an own receiver, or a robot of a chat room.</summary>
internal sealed class WebhookChannel(WebhookOptions options, IHttpClientFactory clients) : IAlertChannel
{
    /// <summary>Name of its client.</summary>
    public const string ClientName = "alerts";

    /// <summary>Header with the signature of the body.</summary>
    public const string SignatureHeader = "X-DataBus-Signature";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "webhook";

    public bool HasSecond => options.SecondUrl.Length > 0;

    public async Task SendAsync(AlertMessage message, bool toSecond, CancellationToken cancellationToken)
    {
        try
        {
            using var request = RequestOf(message, toSecond ? options.SecondUrl : options.Url);
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new AlertSendException($"HTTP {(int)answer.StatusCode}");
            Demand(await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new AlertSendException(cause.Message, cause);
        }
    }

    private HttpRequestMessage RequestOf(AlertMessage message, string url)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(options.Format == "text" ? OfRobot(message) : OfReceiver(message), _json);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (options.SecretFile.Length > 0)
        {
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(SecretFile.Read(options.SecretFile)), body);
            request.Headers.Add(SignatureHeader, $"sha256={Convert.ToHexStringLower(signature)}");
        }

        return request;
    }

    private static object OfReceiver(AlertMessage message) => new
    {
        message.Subject,
        message.State,
        message.Count,
        TextZh = message.Zh,
        TextEn = message.En,
        message.Hub,
        Time = message.RaisedAt,
    };

    private static object OfRobot(AlertMessage message) => new
    {
        Msgtype = "text",
        Text = new { Content = $"[DataBus {message.Hub}] {message.Zh}\n{message.En}\n{message.Acknowledge}" },
    };

    // Robots answer 200 also when they refuse, and say so in the body.
    private static void Demand(string answer)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(answer);
        }
        catch (JsonException)
        {
            // Not a robot: the status was the answer.
            return;
        }

        using (json)
        {
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("errcode", out var code)
                && code.ValueKind == JsonValueKind.Number && code.GetDouble() != 0)
                throw new AlertSendException($"errcode {code}");
        }
    }
}
