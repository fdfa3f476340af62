using System.Text.Json;
using DataBus.Adapters.Sources.Http;
using DataBus.Adapters.Verbs.Init.Writing;

namespace DataBus.Adapters.Verbs.Init;

/// <summary>Looks at the first page of a list of a JSON API.</summary>
internal static class JsonLooks
{
    private static readonly string[] _totals = ["total", "totalCount", "total_count", "count"];
    private static readonly string[] _pages = ["page", "pageNo", "page_no", "pageNum", "pageIndex", "current"];
    private static readonly string[] _sizes = ["size", "pageSize", "page_size", "limit", "per_page"];

    /// <summary>Looks.</summary>
    /// <exception cref="InvalidDataException">The answer is no object with a list of objects.</exception>
    public static async Task<SourceLook> LookAsync(Uri url, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var json = JsonDocument.Parse(await client.GetByteArrayAsync(url, cancellationToken));
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().FirstOrDefault(IsList) is not { Value.ValueKind: JsonValueKind.Array } list)
            throw new InvalidDataException($"{url}: 应答应为含有对象列表的 JSON 对象 / the answer should be a JSON object with a list of objects");
        var items = list.Value.EnumerateArray().Take(SourceLook.Rows).ToList();
        var names = items.SelectMany(item => FeedDrift.Leaves(item)).Distinct().ToList();
        var rows = items.Select(item => (IReadOnlyList<string?>)[.. names.Select(name => new JsonRow(item)[name])]).ToList();
        var feed = url.AbsolutePath.TrimEnd('/').Split('/')[^1];
        var query = System.Web.HttpUtility.ParseQueryString(url.Query);
        var total = root.EnumerateObject().FirstOrDefault(property => _totals.Contains(property.Name)).Name;
        var size = _sizes.FirstOrDefault(name => query[name] is not null);
        return new SourceLook(
            [
                "type: http", "feeds:", $"  - feed: {YamlText.Of(feed)}", $"    path: {YamlText.Of(url.AbsolutePath)}", $"    items: {YamlText.Of(list.Name)}",
                total is null ? "    # total: total          # 报总数才能证明完整 / the number of all items proves a walk complete" : $"    total: {total}",
                $"    page: {_pages.FirstOrDefault(name => query[name] is not null) ?? "page"}",
                size is null ? "    # size: {parameter: size, value: 500}" : $"    size: {{parameter: {size}, value: {query[size]}}}",
                "    mode: full              # full: 每次全量 / everything; changes: 只有变化 / only what changed",
            ],
            SourceLook.Of(names, rows), $"--api {url.GetLeftPart(UriPartial.Authority)}")
        { Feed = feed };
    }

    private static bool IsList(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Array && property.Value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object);
}
