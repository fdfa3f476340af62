using System.Net;
using System.Net.ServerSentEvents;
using DataBus.V1;

namespace DataBus.Tests.Hub.Api;

/// <summary>Reads the hub's stream as server-sent events, as a page or a script does.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private HttpResponseMessage _answer = null!;
    private IAsyncEnumerator<SseItem<string>> _events = null!;

    /// <summary>The event that was read last.</summary>
    public SseItem<string> Current => _events.Current;

    /// <summary>What it says.</summary>
    public SubscribeResponse Frame => SubscribeResponse.Parser.ParseJson(Current.Data);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens it.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="query">What is asked for, as in an address.</param>
    /// <param name="headers">Headers with their values.</param>
    public static async Task<EventStream> OpenAsync(HubFixture hub, string query, params (string Name, string Value)[] headers)
    {
        var stream = new EventStream();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hub.Http, $"/v1/stream?{query}"));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        var answer = stream._answer = await stream._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        stream._events = SseParser.Create(await answer.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token).GetAsyncEnumerator(Token);
        return stream;
    }

    /// <summary>Reads the next event; false at the end of the stream.</summary>
    public ValueTask<bool> NextAsync() => _events.MoveNextAsync();

    /// <summary>Reads up to the first event of a kind.</summary>
    /// <returns>The events on the way, that one included.</returns>
    public async Task<List<SubscribeResponse>> ReadToAsync(string kind)
    {
        var frames = new List<SubscribeResponse>();
        while (await NextAsync())
        {
            frames.Add(Frame);
            if (Current.EventType == kind)
                return frames;
        }
        throw new InvalidOperationException($"The stream ended before {kind}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _answer.Dispose();
        _http.Dispose();
    }
}
