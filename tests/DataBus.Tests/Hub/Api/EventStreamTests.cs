using System.Net;
using System.Text.Json;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Api;

public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Platforms = "science.platforms";
    private const string Deductions = "tax.rd-deduction";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Snapshot_ThenItsTail_AreEventsWithTheirBookmarks()
    {
        await _hub.PushAsync(Platforms, NamedCalls.Platform(1, "甲"), NamedCalls.Platform(2, "乙"));
        await using var stream = await EventStream.OpenAsync(_hub, "kinds=platform");

        var kinds = new List<string>();
        do
        {
            Assert.True(await stream.NextAsync());
            kinds.Add(stream.Current.EventType);
            Assert.Equal(stream.Frame.Bookmark.ToBase64(), stream.Current.EventId);
            Assert.Equal(kinds.Count == 1 ? TimeSpan.FromSeconds(2) : null, stream.Current.ReconnectionInterval);
        }
        while (kinds[^1] != "caught_up");
        await _hub.PushAsync(Platforms, NamedCalls.Platform(3, "丙"));
        var tail = await stream.ReadToAsync("changes");

        Assert.Equal(["snapshot_begin", "changes", "snapshot_end", "caught_up"], kinds);
        Assert.Equal(["丙"], NamedCalls.Names(tail));
    }

    [Fact]
    public async Task LastEventId_OfAnyEvent_GoesOnBehindIt()
    {
        for (var i = 0; i < 10; i++)
            await _hub.PushAsync(Platforms, [.. Enumerable.Range(i * 50, 50).Select(static number => NamedCalls.Platform(number, "初"))]);
        var names = new Dictionary<string, string>();
        var last = "";
        // One event a stream: the page loses its connection again and again. snapshot_begin stands before the first revision, and comes again.
        for (var connections = 0; connections < 100; connections++)
        {
            await using var stream = await EventStream.OpenAsync(_hub, "kinds=platform&start=now", ("Last-Event-ID", last.Length > 0 ? last : await BeginAsync()));
            do
            {
                Assert.True(await stream.NextAsync());
                Apply(names, stream.Frame);
            }
            while (stream.Current.EventType == "snapshot_begin");
            last = stream.Current.EventId!;
            if (connections == 2)
                await _hub.PushAsync(Platforms, NamedCalls.Platform(1, "改"), NamedCalls.Platform(900, "新"));
            if (stream.Current.EventType == "caught_up" && stream.Frame.Consistent && connections > 2)
                break;
        }

        Assert.Equal(501, names.Count);
        Assert.Equal(("改", "新"), (names[$"{Platforms}:1"], names[$"{Platforms}:900"]));
    }

    [Fact]
    public async Task Parameters_OfEachKind_AreThoseOfTheContract()
    {
        await _hub.PushAsync(Platforms, NamedCalls.Platform(1, "甲"), NamedCalls.Platform(2, "乙"), NamedCalls.Platform(11, "丙"));
        await _hub.PushAsync("market-regulation.registrations", Sound.Of(Sound.Registration));
        var key = Uri.EscapeDataString($"platform/local/{Platforms}:2");
        var where = Uri.EscapeDataString("platform.profile.name in (甲, 丙)");

        var byKey = await SnapshotAsync($"keys={key}");
        var byPrefix = await SnapshotAsync($"key_prefixes=local/{Platforms}:1");
        var byFacet = await SnapshotAsync("facets=platform.profile");
        var bySource = await SnapshotAsync("sources=market-*&kinds=enterprise&kinds=platform");
        var byPredicate = await SnapshotAsync($"where={where}");

        Assert.Equal(["乙"], NamedCalls.Names(byKey));
        Assert.Equal(["甲", "丙"], NamedCalls.Names(byPrefix));
        Assert.Equal(["甲", "乙", "丙"], NamedCalls.Names(byFacet));
        Assert.NotNull(Assert.Single(bySource.SelectMany(static frame => frame.Changes)).Registration);
        Assert.Equal(["甲", "丙"], NamedCalls.Names(byPredicate));
    }

    [Fact]
    public async Task Starts_ByRevisionTimeAndBookmark_AreThoseOfTheContract()
    {
        var before = TimeProvider.System.GetUtcNow();
        var first = await _hub.PushAsync(Platforms, NamedCalls.Platform(1, "甲"));
        await _hub.PushAsync(Platforms, NamedCalls.Platform(2, "乙"));
        var all = await SnapshotAsync("kinds=platform");

        var byRevision = await SnapshotAsync($"kinds=platform&from_revision={first.Revision}");
        var byTime = await SnapshotAsync($"kinds=platform&from_time={before:yyyy-MM-ddTHH:mm:ss.FFFFFFF}Z");
        // Neither its plus signs nor those of a time zone are escaped by everybody.
        var byBookmark = await SnapshotAsync($"kinds=platform&bookmark={all[0].Bookmark.ToBase64()}");
        var now = await SnapshotAsync("kinds=platform&start=now");

        Assert.Equal(["乙"], NamedCalls.Names(byRevision));
        Assert.Equal(["甲", "乙"], NamedCalls.Names(byTime));
        Assert.Equal(NamedCalls.Names(all), NamedCalls.Names(byBookmark));
        Assert.Empty(NamedCalls.Names(now));
    }

    [Theory]
    [InlineData("kind=enterprise", "kind", "kinds")]
    [InlineData("kinds=person", "kinds[0]", "person")]
    [InlineData("keys=enterprise/uscc/1", "keys[0]", "18")]
    [InlineData("keys=uscc/1", "keys[0]", "uscc/1")]
    [InlineData("key_prefixes=9112", "key_prefixes[0]", "9112")]
    [InlineData("facets=enterprise.nothing", "facets[0]", "enterprise.nothing")]
    [InlineData("sources=nobody", "sources[0]", "nobody")]
    [InlineData("where=enterprise.listing%20and", "where", "23")]
    [InlineData("start=later", "start", "later")]
    [InlineData("from_time=2026-07-01", "from_time", "2026-07-01")]
    [InlineData("from_time=9999-01-01T00:00:00Z", "from_time", "hub's clock is at 20")]
    [InlineData("from_revision=-1", "from_revision", "-1")]
    [InlineData("from_revision=999999", "from_revision", "999999")]
    [InlineData("bookmark=%25", "bookmark", "%")]
    [InlineData("bookmark=AAAA", "bookmark", "bookmark")]
    [InlineData("start=now&from_revision=1", "from_revision", "start")]
    [InlineData("start=now&start=snapshot", "start", "once")]
    [InlineData("name=A", "name", "64")]
    public async Task Open_WhatCannotBeRead_IsRefusedByItsName(string query, string field, string told)
    {
        using var http = new HttpClient { BaseAddress = _hub.Http };

        var answer = await http.GetAsync(new Uri($"/v1/stream?{query}", UriKind.Relative), Token);

        var violation = Assert.Single(Violations(await answer.Content.ReadAsStringAsync(Token)));
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.StatusCode, violation.Field));
        Assert.Contains(told, violation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SeveralThingsWrong_SaysThemAtOnceAsQueriesDo()
    {
        using var http = new HttpClient { BaseAddress = _hub.Http };

        var refused = JsonDocument.Parse(await (await http.GetAsync(new Uri("/v1/stream?a=1&start=x", UriKind.Relative), Token)).Content.ReadAsStringAsync(Token)).RootElement;
        var ofQuery = JsonDocument.Parse(await (await http.GetAsync(new Uri("/v1/entities/person", UriKind.Relative), Token)).Content.ReadAsStringAsync(Token)).RootElement;

        Assert.Equal(["a", "start"], Violations(refused.GetRawText()).Select(static violation => violation.Field));
        Assert.Equal(Shape(ofQuery), Shape(refused));
    }

    [Fact]
    public async Task Data_OfAChange_IsWrittenAsQueriesWriteIt()
    {
        await _hub.PushAsync(Platforms, NamedCalls.Platform(1, "甲"));
        using var http = new HttpClient { BaseAddress = _hub.Http };
        using var entity = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/v1/entities/platform/local/{Platforms}:1", UriKind.Relative), Token));
        await using var stream = await EventStream.OpenAsync(_hub, "kinds=platform");

        await stream.ReadToAsync("changes");
        using var frame = JsonDocument.Parse(stream.Current.Data);

        var asked = entity.RootElement.GetProperty("entity").GetProperty("facets")[0].GetProperty("change");
        Assert.True(JsonElement.DeepEquals(asked, frame.RootElement.GetProperty("changes")[0]), $"{asked}\n{frame.RootElement}");
    }

    [Fact]
    public async Task Headers_OfTheCaller_SayWhatItMaySee()
    {
        await _hub.PushAsync(Deductions, Sound.Of(Sound.RdDeduction));

        var anybody = await SnapshotAsync("kinds=enterprise");
        var owner = await SnapshotAsync("kinds=enterprise", ("databus-source", Deductions));
        using var http = new HttpClient { BaseAddress = _hub.Http };
        using var closed = await http.GetAsync(new Uri("/v1/stream?where=enterprise.rd_deduction", UriKind.Relative), Token);
        http.DefaultRequestHeaders.Add("databus-role", "root");
        using var nobody = await http.GetAsync(new Uri("/v1/stream", UriKind.Relative), Token);

        Assert.Empty(anybody.SelectMany(static frame => frame.Changes));
        Assert.NotNull(Assert.Single(owner.SelectMany(static frame => frame.Changes)).RdDeduction);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (closed.StatusCode, nobody.StatusCode));
    }

    [Fact]
    public async Task Stop_WithAnOpenStream_SaysSoAndEndsIt()
    {
        await using var stream = await EventStream.OpenAsync(_hub, "kinds=platform&start=now");
        Assert.True(await stream.NextAsync());

        var stop = _hub.StopAsync();
        while (stream.Current.EventType != "fault")
            Assert.True(await stream.NextAsync());

        // It has no id of its own, so that who comes again goes on behind the last frame.
        Assert.Null(stream.Current.EventId);
        Assert.Equal(14, JsonDocument.Parse(stream.Current.Data).RootElement.GetProperty("code").GetInt32());
        Assert.False(await stream.NextAsync());
        await stop.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Empty(_hub.Log.Errors);
    }

    [Fact]
    public async Task Leave_ByTheReader_IsNoErrorAndNoStreamAnyMore()
    {
        var subscribers = (DataBus.Hub.Delivery.Subscribers)_hub.Services.GetService(typeof(DataBus.Hub.Delivery.Subscribers))!;
        await using (var stream = await EventStream.OpenAsync(_hub, "kinds=platform"))
        {
            await stream.ReadToAsync("caught_up");
            Assert.Equal(1, subscribers.Count);
        }

        while (subscribers.Count > 0)
            await Task.Yield();
        Assert.Empty(_hub.Log.Entries);
    }

    [Fact]
    public async Task Bookmark_OfAnotherHub_IsAResyncWithoutId()
    {
        await using var other = await HubFixture.StartAsync();
        await using var there = await EventStream.OpenAsync(other, "");
        await there.ReadToAsync("caught_up");

        await using var here = await EventStream.OpenAsync(_hub, "", ("Last-Event-ID", there.Current.EventId!));
        var frame = Assert.Single(await here.ReadToAsync("resync"));

        Assert.Equal("EPOCH_CHANGED", frame.Resync.Reason);
        Assert.Equal("", here.Current.EventId);
        Assert.False(await here.NextAsync());
    }

    [Fact]
    public async Task Name_TakenByASecondStream_EndsTheFirstWithItsReason()
    {
        await using var first = await EventStream.OpenAsync(_hub, "kinds=platform&name=dashboard", ("databus-actor", "app"));
        await first.ReadToAsync("caught_up");

        await using var second = await EventStream.OpenAsync(_hub, "kinds=platform&name=dashboard", ("databus-actor", "app"));
        while (first.Current.EventType != "fault")
            Assert.True(await first.NextAsync());

        using var fault = JsonDocument.Parse(first.Current.Data);
        Assert.Equal("TAKEN_OVER", fault.RootElement.GetProperty("details")[0].GetProperty("reason").GetString());
        Assert.True(await second.NextAsync());
    }

    private async Task<string> BeginAsync()
    {
        await using var stream = await EventStream.OpenAsync(_hub, "kinds=platform");
        Assert.True(await stream.NextAsync());
        return stream.Current.EventId!;
    }

    private async Task<List<SubscribeResponse>> SnapshotAsync(string query, params (string Name, string Value)[] headers)
    {
        await using var stream = await EventStream.OpenAsync(_hub, query, headers);
        return await stream.ReadToAsync("caught_up");
    }

    private static void Apply(Dictionary<string, string> names, SubscribeResponse frame)
    {
        foreach (var change in frame.Changes)
            names[change.Key.Value] = change.PlatformProfile.Name;
    }

    private static List<(string Field, string Text)> Violations(string json)
    {
        using var status = JsonDocument.Parse(json);
        return
        [
            .. status.RootElement.GetProperty("details").EnumerateArray()
                .Where(static detail => detail.GetProperty("@type").GetString()!.EndsWith("BadRequest", StringComparison.Ordinal))
                .SelectMany(static detail => detail.GetProperty("fieldViolations").EnumerateArray())
                .Select(static one => (one.GetProperty("field").GetString()!, one.GetProperty("description").GetString()!)),
        ];
    }

    // Names of all members, without their values.
    private static string Shape(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Select(static member => $"{member.Name}:{Shape(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Shape).Distinct())}]",
        var kind => kind.ToString(),
    };
}
