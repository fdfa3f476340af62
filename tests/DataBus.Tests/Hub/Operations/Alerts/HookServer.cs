using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests.Hub.Operations.Alerts;

/// <summary>What a web hook posts to.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body, string Signature)> _posts = new();
    private readonly WebApplication _server;

    private HookServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/{path}", async (HttpRequest request, string path) =>
        {
            using var reader = new StreamReader(request.Body);
            _posts.Enqueue((path, await reader.ReadToEndAsync(), request.Headers["X-DataBus-Signature"].ToString()));
            return Answer;
        });
    }

    public string Url => _server.Urls.Single();

    public string Answer { get; set; } = "ok";

    public IReadOnlyList<(string Path, string Body, string Signature)> Posts => [.. _posts];

    public static async Task<HookServer> StartAsync()
    {
        var server = new HookServer();
        await server._server.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
