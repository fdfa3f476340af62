using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

public sealed class CalendarTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private GovernanceService.GovernanceServiceClient Governance => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task SetDay_ThatIsSetAgain_TakesThePlaceOfWhatWasSetAlsoAfterARestart()
    {
        await SetAsync("2027-01-03", works: true, "补班");
        await SetAsync("2027-01-01", works: true, "写错");
        await SetAsync("2027-01-01", works: false, "元旦");
        await _hub.RestartAsync();

        var listed = await ListAsync(2027);

        Assert.Equal([("2027-01-01", false, "元旦"), ("2027-01-03", true, "补班")], listed.Days.Select(state => (state.Day.Day, state.Day.Works, state.Day.Reason)));
        Assert.All(listed.Days, state => Assert.Equal((true, "王**"), (state.Set, state.Day.Actor)));
        Assert.False(listed.Arranged);
    }

    [Fact]
    public async Task ListDays_OfTheContract_ShowsWhatIsSetInItsPlace()
    {
        await SetAsync("2026-10-08", works: false, "台风");
        await SetAsync("2026-10-07", works: true, "台风");

        var october = (await ListAsync(2026)).Days.Where(state => state.Day.Day.StartsWith("2026-10", StringComparison.Ordinal)).ToList();

        Assert.Equal(["01", "02", "03", "04", "05", "06", "07", "08", "10"], october.Select(state => state.Day.Day[^2..]));
        Assert.Equal(["2026-10-07", "2026-10-08"], october.Where(state => state.Set).Select(state => state.Day.Day));
    }

    [Fact]
    public async Task SetDay_Rules_StayAsTheyAre()
    {
        var before = await Governance.ListRulesAsync(new ListRulesRequest(), cancellationToken: Token);
        await SetAsync("2027-01-01", works: false, "元旦");

        Assert.Equal(before.RuleSet, (await Governance.ListRulesAsync(new ListRulesRequest(), cancellationToken: Token)).RuleSet);
    }

    [Fact]
    public async Task SetDay_AllThatIsWrong_IsToldAtOnce()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => SetAsync("2026-02-30", works: true, ""));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        var fields = refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(violation => violation.Field);
        Assert.Equal(["day", "reason"], fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SetDay_ByAReader_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            Governance.SetDayAsync(new SetDayRequest { Day = "2027-01-01", Reason = "元旦" }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    private async Task<ListDaysResponse> ListAsync(uint year) =>
        await Governance.ListDaysAsync(new ListDaysRequest { Year = year }, cancellationToken: Token);

    private async Task SetAsync(string day, bool works, string reason) => await Governance.SetDayAsync(
        new SetDayRequest { Day = day, Works = works, Reason = reason }, HubFixture.Caller(isOperator: true, actor: "王**"), cancellationToken: Token);
}
