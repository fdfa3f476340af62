using System.Globalization;
using System.IO.Hashing;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DataBus.Adapters.Declaration;
using Polly;

namespace DataBus.Adapters.Sources.Http;

/// <summary>Reads the feeds of an API, page by page. The client that it is given repeats failed calls, with backoff and a circuit breaker.</summary>
internal sealed class FeedReader(HttpClient client)
{
    /// <summary>Begins the ETags of an API that has none: made of the content, never sent.</summary>
    public const string DigestPrefix = "digest:";

    private const int MaxTries = 5;
    private const int MaxPages = 100_000;

    /// <summary>Reads a feed whole, as of one moment.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="since">Leave out items up to this sequence; null: read all.</param>
    /// <param name="known">ETag of a walk that need not be read again; null: read in any case.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null if the feed is as it was known.</returns>
    /// <exception cref="SourceUnavailableException">The API does not answer, or not as declared, or does not keep still.</exception>
    public async Task<FeedWalk?> ReadAsync(FeedDeclaration feed, long? since, string? known, CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; i < MaxTries; i++)
            {
                var (isTorn, walk) = await WalkAsync(feed, since, known, cancellationToken);
                if (!isTorn)
                    return walk?.ETag == known ? null : walk;
            }
        }
        catch (Exception e) when (IsTemporary(e, cancellationToken))
        {
            throw Unreadable(feed, e);
        }
        throw new SourceUnavailableException($"The list {feed.Path} changed {MaxTries} times while it was read.");
    }

    /// <summary>Reads the first page of a feed.</summary>
    /// <exception cref="SourceUnavailableException">The API does not answer, or not as declared.</exception>
    public async Task<IReadOnlyList<JsonElement>> FirstPageAsync(FeedDeclaration feed, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await GetAsync(feed, null, 1, null, cancellationToken);
            return Parse(feed, await response.Content.ReadAsByteArrayAsync(cancellationToken)).Items;
        }
        catch (Exception e) when (IsTemporary(e, cancellationToken))
        {
            throw Unreadable(feed, e);
        }
    }

    private async Task<(bool IsTorn, FeedWalk? Walk)> WalkAsync(FeedDeclaration feed, long? since, string? known, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        var digest = new XxHash128();
        string? etag = null;
        ulong? total = null;
        for (var page = 1; page <= MaxPages; page++)
        {
            using var response = await GetAsync(feed, since, page, page == 1 ? known : null, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotModified)
                return (false, null);
            var pageTag = response.Headers.ETag?.ToString();
            if (page > 1 && pageTag != etag)
                return (true, null);
            etag = pageTag;
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            digest.Append(bytes);
            var (pageItems, pageTotal) = Parse(feed, bytes);
            total = pageTotal;
            items.AddRange(pageItems);
            if (IsLast(feed, pageItems.Count, items.Count, total))
                return (false, new FeedWalk(etag ?? DigestPrefix + Convert.ToHexStringLower(digest.GetCurrentHash()), items, total));
        }
        throw new InvalidDataException($"The list {feed.Path} has more than {MaxPages} pages; does the parameter \"{feed.Page}\" work?");
    }

    private async Task<HttpResponseMessage> GetAsync(FeedDeclaration feed, long? since, int page, string? known, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"{feed.Page}={page}");
        if (feed.SizeParameter is not null)
            query += string.Create(CultureInfo.InvariantCulture, $"&{feed.SizeParameter}={feed.Size}");
        if (feed.SinceParameter is not null && since is not null)
            query += string.Create(CultureInfo.InvariantCulture, $"&{feed.SinceParameter}={since}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{feed.Path}{(feed.Path.Contains('?') ? '&' : '?')}{query}");
        if (known is not null && !known.StartsWith(DigestPrefix, StringComparison.Ordinal) && EntityTagHeaderValue.TryParse(known, out var tag))
            request.Headers.IfNoneMatch.Add(tag);
        var response = await client.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified || response.IsSuccessStatusCode)
            return response;
        using (response)
            throw Refused(request.RequestUri!, response.StatusCode);
    }

    private SourceUnavailableException Unreadable(FeedDeclaration feed, Exception cause) =>
        new($"The API {client.BaseAddress}{feed.Path.TrimStart('/')} cannot be read: {cause.Message}", cause);

    private static Exception Refused(Uri address, HttpStatusCode status)
    {
        var message = $"{address} answered {(int)status} {status}.";
        // What the caller did wrong does not mend itself.
        return (int)status is >= 400 and < 500 and not 408 and not 429 ? new InvalidDataException(message) : new HttpRequestException(message);
    }

    private static (List<JsonElement> Items, ulong? Total) Parse(FeedDeclaration feed, byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(feed.Items, out var items) || items.ValueKind != JsonValueKind.Array)
            throw new JsonException($"The answer has no array \"{feed.Items}\".");
        ulong? total = null;
        if (feed.Total is not null)
            total = root.TryGetProperty(feed.Total, out var told) && told.TryGetUInt64(out var count)
                ? count
                : throw new JsonException($"The answer has no whole number \"{feed.Total}\".");
        return ([.. items.EnumerateArray().Select(item => item.Clone())], total);
    }

    private static bool IsLast(FeedDeclaration feed, int ofPage, int ofWalk, ulong? total) => ofPage == 0
        || (total is not null && (ulong)ofWalk >= total)
        || (total is null && feed.SizeParameter is not null && ofPage < feed.Size);

    private static bool IsTemporary(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or JsonException or ExecutionRejectedException or IOException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
