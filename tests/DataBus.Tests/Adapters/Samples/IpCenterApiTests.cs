using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DataBus.SampleBureaus;
using DataBus.SampleBureaus.IpCenter;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Adapters.Samples;

public sealed class IpCenterApiTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = SampleHost.Build(new SampleOptions { Directory = _folder.Path, Once = true });
        await _app.StartAsync(Token);
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pages_Together_GiveEveryEventOnce()
    {
        var pages = new List<JsonElement>();
        do
            pages.Add(await GetAsync($"/api/v1/legal-events?page={pages.Count + 1}&size=100"));
        while (pages[^1].GetProperty("items").GetArrayLength() > 0);

        var items = pages.SelectMany(page => page.GetProperty("items").EnumerateArray());
        var sequences = items.Select(item => item.GetProperty("sequence").GetInt64()).ToList();
        Assert.Equal(pages[0].GetProperty("total").GetInt32(), sequences.Count);
        Assert.Equal(sequences.Order(), sequences);
    }

    [Fact]
    public async Task Get_ETagOfUnchangedList_IsNotModifiedUntilItChanges()
    {
        using var first = await _http.GetAsync(new Uri("/api/v1/licences?page=1", UriKind.Relative), Token);

        using var same = await GetIfNoneMatchAsync(first);
        var feed = _app.Services.GetRequiredService<Feed<Licence>>();
        feed.Add(feed.Items[0] with { Sequence = 1000, FilingNumber = "X2026示例999999" });
        using var changed = await GetIfNoneMatchAsync(first);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Get_After_GivesOnlyLaterOnes()
    {
        var page = await GetAsync("/api/v1/legal-events?after=300");

        Assert.All(page.GetProperty("items").EnumerateArray(), item => Assert.True(item.GetProperty("sequence").GetInt64() > 300));
        Assert.Equal(page.GetProperty("items").GetArrayLength(), page.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("size=501")]
    [InlineData("after=-1")]
    public async Task Get_ImpossiblePage_IsRefused(string query)
    {
        using var answer = await _http.GetAsync(new Uri("/api/v1/licences?" + query, UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), Token);

    private async Task<HttpResponseMessage> GetIfNoneMatchAsync(HttpResponseMessage earlier)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/licences?page=1");
        request.Headers.IfNoneMatch.Add(earlier.Headers.ETag!);
        return await _http.SendAsync(request, Token);
    }
}
