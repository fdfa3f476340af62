using DataBus.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

/// <summary>What operators find at the desk, by the calls that they make.</summary>
public sealed class DeskFindTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task ListFailed_2500Items_MeetsEachOnceInPages()
    {
        var pushed = await _hub.PushAsync(FailedChanges.Registrations, [.. Enumerable.Range(0, 2_500).Select(static number => FailedChanges.Registration(number))]);

        var met = new List<ulong>();
        var token = "";
        do
        {
            var page = await ListAsync(new ListFailedRequest { PageSize = 1_000, PageToken = token });
            met.AddRange(page.Items.Select(static item => item.Id));
            Assert.Equal(2_500UL, page.Total);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(pushed.Exceptions.Select(static one => one.FailedId), met);
    }

    [Fact]
    public async Task ListFailed_ByBureau_LooksAtItsSources()
    {
        await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1));
        await _hub.PushAsync(FailedChanges.Deductions, FailedChanges.Deduction("-1"));

        var tax = await ListAsync(new ListFailedRequest { Filter = new FailedFilter { Bureau = "区税务局" } });
        var nobody = await ListAsync(new ListFailedRequest { Filter = new FailedFilter { Bureau = "没有这个局" } });

        Assert.Equal(FailedChanges.Deductions, Assert.Single(tax.Items).Source);
        Assert.Empty(nobody.Items);
    }

    [Fact]
    public async Task ListFailed_Discarded_ShowsWhatBecameOfIt()
    {
        var pushed = await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1));
        var id = Assert.Single(pushed.Exceptions).FailedId;
        var before = Assert.Single((await ListAsync(new ListFailedRequest())).Items);
        await Desk.DiscardFailedAsync(new DiscardFailedRequest { Items = { new FailedRef { Id = id } }, Reason = "录入错误" }, Operator, cancellationToken: Token);

        var after = Assert.Single((await ListAsync(new ListFailedRequest { Filter = new FailedFilter { States = { FailedState.Discarded } } })).Items);

        Assert.Equal(id, before.Version);
        Assert.Equal(FailedChanges.Uscc(1), after.Address.Key.Value);
        Assert.Empty((await ListAsync(new ListFailedRequest())).Items);
    }

    [Fact]
    public async Task GroupFailed_ByCause_LeadsToItsItems()
    {
        await _hub.PushAsync(
            FailedChanges.Registrations,
            [.. Enumerable.Range(0, 5).Select(static number => FailedChanges.Registration(number, $"2019-13-0{number}")), FailedChanges.Registration(9, "无")]);

        var answer = await Desk.GroupFailedAsync(new GroupFailedRequest { Limit = 1 }, Operator, cancellationToken: Token);
        var group = Assert.Single(answer.Groups);
        var items = await ListAsync(new ListFailedRequest { Filter = new FailedFilter { Cause = group.Cause } });

        Assert.Equal(2UL, answer.Total);
        Assert.Equal(("enterprise.registration.established_on.format", "established_on", "9-9-9"), (group.Rule, group.Field, group.Pattern));
        Assert.Equal(5UL, group.Count);
        Assert.Equal([FailedChanges.Registrations], group.Sources);
        Assert.Equal(items.Items.Take(3).Select(static item => item.Id), group.Sample);
        Assert.Equal(items.Items[0].Violations[0].MessageZh, group.MessageZh);
        Assert.Equal(5UL, items.Total);
    }

    public static TheoryData<string, FailedFilter> BadFilters => new()
    {
        { "filter.facet", new FailedFilter { Facet = "enterprise.nothing" } },
        { "filter.kind", new FailedFilter { Kind = (Kind)99 } },
        { "filter.states", new FailedFilter { States = { FailedState.Held, (FailedState)99 } } },
        { "filter.states", new FailedFilter { States = { FailedState.Unspecified } } },
        { "filter.correction", new FailedFilter { Correction = (CorrectionState)99 } },
        { "filter.held_from", new FailedFilter { HeldFrom = new Timestamp { Seconds = long.MaxValue } } },
        { "filter.held_before", new FailedFilter { HeldBefore = new Timestamp { Nanos = -1 } } },
        { "filter.held_before", new FailedFilter { HeldFrom = new Timestamp { Seconds = 2 }, HeldBefore = new Timestamp { Seconds = 1 } } },
        { "filter.older_than", new FailedFilter { OlderThan = new Duration { Seconds = -1 } } },
        { "filter.older_than", new FailedFilter { OlderThan = new Duration { Seconds = long.MaxValue } } },
        { "filter.value", new FailedFilter { Value = new string('x', 501) } },
    };

    [Theory]
    [MemberData(nameof(BadFilters))]
    public async Task FindCalls_WithABadFilter_NameTheField(string field, FailedFilter filter)
    {
        Task[] calls =
        [
            Desk.ListFailedAsync(new ListFailedRequest { Filter = filter }, Operator, cancellationToken: Token).ResponseAsync,
            Desk.GroupFailedAsync(new GroupFailedRequest { Filter = filter }, Operator, cancellationToken: Token).ResponseAsync,
        ];

        foreach (var call in calls)
            await AssertInvalidAsync(call, field);
    }

    [Fact]
    public async Task FindCalls_WithABadPage_NameTheField()
    {
        await AssertInvalidAsync(ListAsync(new ListFailedRequest { PageToken = "-1" }), "page_token");
        await AssertInvalidAsync(ListAsync(new ListFailedRequest { PageToken = "next" }), "page_token");
        await AssertInvalidAsync(ListAsync(new ListFailedRequest { PageSize = 1_001 }), "page_size");
        await AssertInvalidAsync(Desk.GroupFailedAsync(new GroupFailedRequest { Limit = 1_001 }, Operator, cancellationToken: Token).ResponseAsync, "limit");
    }

    [Fact]
    public async Task Http_ListAndGroups_TakeTheFilterFromTheAddress()
    {
        await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1));
        await _hub.PushAsync(FailedChanges.Deductions, FailedChanges.Deduction("-1"));
        using var http = new HttpClient { BaseAddress = _hub.Http };
        http.DefaultRequestHeaders.Add("databus-role", "operator");

        var list = await http.GetStringAsync(new Uri("/v1/failed?filter.source=tax.rd-deduction&filter.states=FAILED_STATE_HELD&filter.olderThan=0s", UriKind.Relative), Token);
        var groups = await http.GetStringAsync(new Uri("/v1/failed-groups?filter.facet=enterprise.registration&limit=5", UriKind.Relative), Token);

        Assert.Contains("\"total\":\"1\"", list.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("enterprise.registration.established_on.format", groups, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_OfTheDesk_FollowWhatIsDone()
    {
        var pushed = await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1), FailedChanges.Registration(2), FailedChanges.Registration(3));
        await Desk.DiscardFailedAsync(
            new DiscardFailedRequest { Items = { new FailedRef { Id = pushed.Exceptions[0].FailedId } }, Reason = "录入错误" }, Operator, cancellationToken: Token);
        await Desk.ReturnFailedAsync(
            new ReturnFailedRequest { Items = { new FailedRef { Id = pushed.Exceptions[1].FailedId } }, Reason = "请改正" }, Operator, cancellationToken: Token);
        await ListAsync(new ListFailedRequest());

        var measured = _hub.Measure();

        Assert.Contains($"databus.failed.open_by_rule source={FailedChanges.Registrations} rule=enterprise.registration.established_on.format 2", measured);
        Assert.Contains($"databus.failed.closed source={FailedChanges.Registrations} how=discarded 1", measured);
        Assert.Contains($"databus.failed.closed source={FailedChanges.Registrations} how=replayed 0", measured);
        Assert.Contains($"databus.failed.returned source={FailedChanges.Registrations} 1", measured);
        Assert.Contains($"databus.failed.overdue source={FailedChanges.Registrations} 0", measured);
        Assert.Contains($"databus.corrections.open source={FailedChanges.Registrations} 0", measured);
        Assert.Contains($"databus.reviews.overdue source={FailedChanges.Registrations} 0", measured);
        Assert.Contains(measured, static one => one.StartsWith($"databus.failed.oldest_age source={FailedChanges.Registrations} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GroupFailed_ByAReader_IsDenied()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => Desk.GroupFailedAsync(new GroupFailedRequest(), cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
    }

    private static async Task AssertInvalidAsync(Task call, string field)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains($"{field}:", error.Status.Detail, StringComparison.Ordinal);
    }

    private Task<ListFailedResponse> ListAsync(ListFailedRequest request) => Desk.ListFailedAsync(request, Operator, cancellationToken: Token).ResponseAsync;
}
