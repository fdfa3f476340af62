using System.Net;
using System.Text;
using System.Text.Json;

namespace DataBus.Tests.Hub.Api;

/// <summary>Posts JSON to the hub, as scripts do.</summary>
internal static class JsonCalls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Posts a body; the answer is JSON in any case.</summary>
    public static async Task<(HttpStatusCode Code, JsonElement Answer)> PostAsync(
        this HubFixture hub, string path, string body, bool isOperator = true, string mediaType = "application/json")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hub.Http, path)) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        // Only a source itself pushes.
        var pushes = path.Contains("/pushes", StringComparison.Ordinal);
        request.Headers.Add("databus-role", isOperator && !pushes ? "operator" : "reader");
        if (pushes)
            request.Headers.Add("databus-source", path.Split('/')[3]);
        request.Headers.Add("databus-actor", "test");
        using var answer = await http.SendAsync(request, Token);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        return (answer.StatusCode, json.RootElement.Clone());
    }

    /// <summary>Posts what must be done.</summary>
    public static async Task<JsonElement> DoAsync(this HubFixture hub, string path, string body)
    {
        var (code, answer) = await hub.PostAsync(path, body);
        Assert.True(code == HttpStatusCode.OK, $"{path}: {answer}");
        return answer;
    }

    /// <summary>The reason of a refusal.</summary>
    public static string ReasonOf(JsonElement status) => status.GetProperty("details")[0].GetProperty("reason").GetString()!;

    /// <summary>The fields that a refusal names.</summary>
    public static string[] FieldsOf(JsonElement status) =>
    [
        .. status.GetProperty("details").EnumerateArray()
            .Where(static detail => detail.TryGetProperty("fieldViolations", out _))
            .SelectMany(static detail => detail.GetProperty("fieldViolations").EnumerateArray())
            .Select(static violation => violation.GetProperty("field").GetString()!),
    ];
}
