using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>An API with one list for each path, in pages, with an ETag for the whole list.</summary>
internal sealed class FakeApi : HttpMessageHandler
{
    /// <summary>Items of each path, as JSON; their order is their sequence, from 1.</summary>
    public Dictionary<string, List<string>> Lists { get; } = [];

    public bool HasETag { get; set; } = true;

    public List<string> Requests { get; } = [];

    /// <summary>Told of each request before it is answered; what it gives is answered instead.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Before { get; set; } = _ => null;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request.RequestUri!.PathAndQuery);
        return Task.FromResult(Before(request) ?? Answer(request));
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var query = request.RequestUri!.Query.TrimStart('?').Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        var all = Lists[request.RequestUri.AbsolutePath];
        var after = query.TryGetValue("after", out var since) ? int.Parse(since, CultureInfo.InvariantCulture) : 0;
        var etag = new EntityTagHeaderValue($"\"{string.Join('|', all).GetHashCode(StringComparison.Ordinal)}-{after}\"");
        if (HasETag && request.Headers.IfNoneMatch.Contains(etag))
            return new HttpResponseMessage(HttpStatusCode.NotModified);
        var size = int.Parse(query["size"], CultureInfo.InvariantCulture);
        var page = int.Parse(query["page"], CultureInfo.InvariantCulture);
        var items = all.Skip(after).Skip((page - 1) * size).Take(size);
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent($$"""{"items":[{{string.Join(',', items)}}],"total":{{all.Count - after}}}""", Encoding.UTF8, "application/json"),
        };
        response.Headers.ETag = HasETag ? etag : null;
        return response;
    }
}
