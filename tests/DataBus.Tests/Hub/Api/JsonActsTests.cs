using System.Net;
using System.Text.Json;
using DataBus.V1;
using Google.Api;
using Google.Protobuf.Reflection;

namespace DataBus.Tests.Hub.Api;

/// <summary>Acts of operators and readers over HTTP.</summary>
public sealed class JsonActsTests : IAsyncLifetime
{
    private const string Source = "/v1/sources/science.platforms";

    private HubFixture _hub = null!;

    private static ServiceDescriptor[] Services =>
    [
        OperationsService.Descriptor, DeskService.Descriptor, JobService.Descriptor, GovernanceService.Descriptor, ReaderService.Descriptor,
        SameAsService.Descriptor, PlanService.Descriptor, IntakeService.Descriptor, FreshnessService.Descriptor,
    ];

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Acts_OfEveryService_ReachTheirRpcAndNameWhatTheyDoNotKnow()
    {
        var paths = Services.SelectMany(static service => service.Methods)
            .Select(static method => method.GetOptions()?.GetExtension(AnnotationsExtensions.Http)?.Post)
            .Where(static path => !string.IsNullOrEmpty(path))
            .Select(static path => path!.Replace("{job}", "1", StringComparison.Ordinal).Replace('{', 'x').Replace('}', 'x'))
            .ToArray();

        Assert.Equal(31, paths.Length);
        foreach (var path in paths)
        {
            var (code, answer) = await _hub.PostAsync(path, """{"nothing":1}""");
            Assert.True(code == HttpStatusCode.BadRequest && JsonCalls.FieldsOf(answer) is ["nothing"], $"{path}: {code} {answer}");

            var (_, reached) = await _hub.PostAsync(path, "{}", isOperator: false);
            Assert.NotEmpty(JsonCalls.ReasonOf(reached));
        }
    }

    [Fact]
    public async Task Source_PausedResumedAndBudgeted_IsSo()
    {
        await _hub.DoAsync($"{Source}/pause", """{"reason":"试"}""");
        var (refused, _) = await _hub.PostAsync($"{Source}/pushes", """{"holder":"t","items":[]}""");
        await _hub.DoAsync($"{Source}/resume", """{"reason":"试"}""");
        await _hub.DoAsync($"{Source}/budget", """{"maxHeld":"500","maxPercent":5,"reason":"试"}""");
        await _hub.DoAsync($"{Source}/pushes", """{"holder":"t","items":[]}""");
        var (role, _) = await _hub.PostAsync($"{Source}/pause", """{"reason":"试"}""", isOperator: false);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (refused, role));
    }

    [Fact]
    public async Task Failed_PatchedDiscardedRestoredReplayed_IsSettled()
    {
        var bad = NamedCalls.Platform(1, "甲");
        bad.PlatformProfile.Name = "";
        var id = (await _hub.PushAsync(NamedCalls.Platforms, bad)).Exceptions.Single().FailedId;

        await FailedAsync("discard", id, "discarded", "\"code\":\"TEST_DATA\"");
        await FailedAsync("restore", id, "restored");
        await FailedAsync("patch", id, "patched", "\"edits\":[{\"path\":\"name\",\"value\":\"甲\"}]");
        await FailedAsync("replay", id, "replayed");

        using var http = new HttpClient { BaseAddress = _hub.Http };
        using var entity = JsonDocument.Parse(await http.GetStringAsync(
            new Uri($"/v1/entities/platform/local/{bad.Key.Value}", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Contains("甲", entity.RootElement.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_OfGovernance_AreSet()
    {
        await _hub.DoAsync("/v1/ownership/transfer", """{"part":{"facet":"platform.profile","part":"enterprise_key_laboratory"},"to":"science.platforms-2","bureau":"区科技局","reason":"试","rehearse":true}""");
        await _hub.DoAsync("/v1/days", """{"day":"2027-01-04","works":false,"reason":"试"}""");
        await _hub.DoAsync("/v1/codes/platform_kind", """{"code":"ZZ","zh":"样例","reason":"试"}""");
    }

    [Fact]
    public async Task Reader_AcknowledgesAndIsSoughtAndDropped()
    {
        await using var stream = await EventStream.OpenAsync(_hub, "kinds=platform&name=dashboard", ("databus-actor", "test"));
        await stream.ReadToAsync("caught_up");

        var moved = await _hub.DoAsync("/v1/readers/dashboard/acknowledge", $$"""{"bookmark":"{{stream.Current.EventId}}"}""");
        await _hub.DoAsync("/v1/readers/dashboard/seek", """{"snapshot":true,"reason":"试"}""");
        await _hub.DoAsync("/v1/readers/dashboard/drop", """{"reason":"试"}""");
        var (gone, _) = await _hub.PostAsync("/v1/readers/dashboard/drop", """{"reason":"试"}""");

        Assert.True(moved.GetProperty("moved").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, gone);
    }

    private async Task FailedAsync(string act, ulong id, string result, string more = "")
    {
        var answer = await _hub.DoAsync($"/v1/failed/{act}", $$"""{"items":[{"id":"{{id}}"}],"reason":"试"{{(more.Length > 0 ? "," : "")}}{{more}}}""");
        Assert.Equal(result, answer.GetProperty("results")[0].GetProperty("result").GetString());
    }
}
