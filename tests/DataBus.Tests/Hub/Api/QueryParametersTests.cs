using System.Net;
using System.Text.Json;

namespace DataBus.Tests.Hub.Api;

/// <summary>What a query over HTTP asks for beside its fields is refused, not dropped.</summary>
public sealed class QueryParametersTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Theory]
    [InlineData("/v1/entities/platform?facets=platform.profile", "facets")]
    [InlineData("/v1/entities/platform?kind=enterprise", "kind")]
    [InlineData("/v1/entities/platform?page_size.x=1", "page_size.x")]
    [InlineData("/v1/indicators?year=2026", "year")]
    public async Task Get_UnknownParameter_IsRefusedByName(string address, string name)
    {
        using var http = new HttpClient { BaseAddress = _hub.Http };

        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal([name], JsonCalls.FieldsOf(status.RootElement));
    }

    [Theory]
    [InlineData("/v1/entities/platform?facet=platform.profile&page_size=5")]
    [InlineData("/v1/entities/platform?pageSize=5")]
    [InlineData("/v1/indicators")]
    public async Task Get_KnownParameters_AreTaken(string address)
    {
        using var http = new HttpClient { BaseAddress = _hub.Http };

        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
