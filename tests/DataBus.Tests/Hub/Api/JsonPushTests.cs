using System.Net;
using DataBus.V1;

namespace DataBus.Tests.Hub.Api;

public sealed class JsonPushTests : IAsyncLifetime
{
    private const string Pushes = "/v1/sources/science.platforms/pushes";

    private HubFixture _hub = null!;

    private static string Sound => Body(NamedCalls.Platform(1, "甲"));

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Push_SoundTwice_IsAcceptedOnce()
    {
        var first = await _hub.DoAsync(Pushes, Sound);
        var second = await _hub.DoAsync(Pushes, Sound);

        Assert.Equal(("1", "0"), (Tally(first, "accepted"), Tally(first, "unchanged")));
        Assert.Equal(("0", "1"), (Tally(second, "accepted"), Tally(second, "unchanged")));
    }

    [Fact]
    public async Task Push_ThatARuleHolds_TellsWhich()
    {
        var bad = NamedCalls.Platform(1, "甲");
        bad.PlatformProfile.Name = "";

        var answer = await _hub.DoAsync(Pushes, Body(bad));

        var held = Assert.Single(answer.GetProperty("exceptions").EnumerateArray());
        Assert.Equal("OUTCOME_HELD", held.GetProperty("outcome").GetString());
        Assert.NotEmpty(held.GetProperty("violations").EnumerateArray());
    }

    [Fact]
    public async Task Push_FromAPositionThatHasPassed_IsAbortedWithTheStoredOne()
    {
        var body = Sound.Insert(1, "\"positionBefore\":\"\",\"positionAfter\":\"7\",");

        var first = await _hub.DoAsync(Pushes, body);
        var (code, again) = await _hub.PostAsync(Pushes, body);
        var withoutPositions = await _hub.DoAsync(Pushes, Sound);
        var (alone, answer) = await _hub.PostAsync(Pushes, """{"holder":"t","items":[],"positionAfter":"8"}""");

        Assert.Equal(("7", "1"), (first.GetProperty("position").GetString(), Tally(first, "accepted")));
        Assert.Equal(HttpStatusCode.Conflict, code);
        Assert.Contains("7", again.GetProperty("details")[0].GetProperty("metadata").EnumerateObject().Select(static fact => fact.Value.GetString()));
        Assert.Equal("7", withoutPositions.GetProperty("position").GetString());
        Assert.Equal((HttpStatusCode.BadRequest, "position_before"), (alone, Assert.Single(JsonCalls.FieldsOf(answer))));
    }

    [Theory]
    [InlineData("""{"holder":"t","itmes":[]}""", "itmes")]
    [InlineData("""{"holder":"t","items":[{"change":{"key":{"kind":"KIND_PLATFORM","schema":"local"}}}]}""", "items[0].change.key.schema")]
    [InlineData("""{"holder":"t","items":[{},{"change":{"platformProfile":{"nmae":"x"}}}]}""", "items[1].change.platform_profile.nmae")]
    [InlineData("""{"holder":"t","items":[{"row":"one"}]}""", "items[0].row")]
    [InlineData("""{"holder":"t","items":[{"change":{"key":{"kind":"PLATFORM"}}}]}""", "items[0].change.key.kind")]
    [InlineData("""{"holder":"t","items":{}}""", "items")]
    [InlineData("""{"holder":7,"items":[]}""", "holder")]
    [InlineData("""{"source":"science.tier-labels","holder":"t","items":[]}""", "source")]
    [InlineData("""{"holder":"t","items":[""", "body")]
    [InlineData("[]", "body")]
    [InlineData("", "body")]
    public async Task Push_WhatTheContractDoesNotHave_IsRefusedByItsPath(string body, string field)
    {
        var (code, answer) = await _hub.PostAsync(Pushes, body);

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_REQUEST"), (code, JsonCalls.ReasonOf(answer)));
        Assert.Equal([field], JsonCalls.FieldsOf(answer));
    }

    [Fact]
    public async Task Push_TooDeep_IsRefusedBeforeItCostsStack()
    {
        var (code, answer) = await _hub.PostAsync(Pushes, $"{{\"items\":{new string('[', 100_000)}");

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal(["body"], JsonCalls.FieldsOf(answer));
        Assert.Contains("64", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_TooLarge_IsRefusedByItsReason()
    {
        var (code, answer) = await _hub.PostAsync(Pushes, $"{{\"holder\":\"{new string('x', 4 * 1024 * 1024)}\"}}");

        Assert.Equal((HttpStatusCode.TooManyRequests, "REQUEST_TOO_LARGE"), (code, JsonCalls.ReasonOf(answer)));
    }

    [Fact]
    public async Task Push_ParameterInTheAddress_IsRefused()
    {
        var (code, answer) = await _hub.PostAsync($"{Pushes}?holder=t", Sound);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal(["holder"], JsonCalls.FieldsOf(answer));
    }

    // A page of another origin may post plain text without being asked first.
    [Fact]
    public async Task Push_ThatIsNotCalledJson_IsRefused()
    {
        var (code, _) = await _hub.PostAsync(Pushes, Sound, mediaType: "text/plain");

        Assert.Equal(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Push_SourceThatSomebodyHolds_NamesTheHolder()
    {
        using var other = new IntakeService.IntakeServiceClient(_hub.Channel).Push(HubFixture.Caller(source: "science.platforms"), cancellationToken: TestContext.Current.CancellationToken);
        await other.RequestStream.WriteAsync(new PushRequest { Open = new Open { Source = "science.platforms", Holder = "adapter" } }, TestContext.Current.CancellationToken);
        Assert.True(await other.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        var (code, answer) = await _hub.PostAsync(Pushes, Sound);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Contains("adapter", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_OfAChange_WritesNothing()
    {
        var answer = await _hub.DoAsync("/v1/sources/science.platforms/judge", Sound.Replace("\"holder\":\"test\",", "", StringComparison.Ordinal));

        Assert.Equal("OUTCOME_ACCEPTED", answer.GetProperty("judged")[0].GetProperty("outcome").GetString());
    }

    private static string Body(Change change) => $"{{\"holder\":\"test\",\"items\":[{{\"row\":\"1\",\"change\":{change}}}]}}";

    private static string? Tally(System.Text.Json.JsonElement answer, string name) => answer.GetProperty("tallies").GetProperty(name).GetString();
}
