using DataBus.Tests.Hub.Intake;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Api;

public sealed class GovernanceApiTests : IAsyncLifetime
{
    private const string Source = "science.tier-labels";
    private const string LevelRule = "enterprise.tier_label.level.code";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private GovernanceService.GovernanceServiceClient Governance => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(time: _time);

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task AddCode_ThenPushed_IsAcceptedAlsoAfterARestart()
    {
        var before = await _hub.PushAsync(Source, Samples.Label(code: "T9", certificate: "A"));
        await AddAsync("T9", rehearse: false);
        await _hub.RestartAsync();

        var after = await _hub.PushAsync(Source, Samples.Label(code: "T9", certificate: "B"));
        var codes = await Governance.ListCodesAsync(new ListCodesRequest { Table = "tier_code" }, cancellationToken: Token);

        Assert.Equal((1UL, 1UL), (before.Tallies.Held, after.Tallies.Accepted));
        Assert.Equal(("T9", "新梯度", true), (codes.Codes[^1].Code, codes.Codes[^1].Zh, codes.Codes[^1].Added));
    }

    [Fact]
    public async Task AddCode_ThatIsThere_AlreadyExists()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => AddAsync("T1", rehearse: false));

        Assert.Equal(StatusCode.AlreadyExists, refused.StatusCode);
    }

    [Fact]
    public async Task SetRule_ForOneSource_LetsItsChangesThroughWithAWarning()
    {
        await SetAsync(LevelRule, Severity.Warning, source: Source);

        var science = await _hub.PushAsync(Source, BadLevel("A", "T1"));
        var industry = await _hub.PushAsync("industry.tier-labels", BadLevel("B", "M1"));

        Assert.Equal((1UL, 1UL), (science.Tallies.Accepted, industry.Tallies.Held));
    }

    [Fact]
    public async Task SetRule_LastDayHasPassed_IsTheContractsAgain()
    {
        await SetAsync(LevelRule, Severity.Warning, until: "2026-11-24");
        var today = await _hub.PushAsync(Source, BadLevel("A", "T1"));

        await PassDayAsync(async () => (await Governance.ListRulesAsync(new ListRulesRequest(), cancellationToken: Token)).Set.Count == 0);
        var tomorrow = await _hub.PushAsync(Source, BadLevel("B", "T1"));

        Assert.Equal((1UL, 1UL), (today.Tallies.Accepted, tomorrow.Tallies.Held));
    }

    [Fact]
    public async Task TransferOwnership_OnADayThatComes_HappensOnThatDay()
    {
        var planned = await TransferAsync(on: "2026-11-25");
        var today = await _hub.PushAsync(Source, Samples.Label(certificate: "A"));

        await PassDayAsync(async () => (await Governance.ListOwnershipAsync(new ListOwnershipRequest(), cancellationToken: Token)).Planned.Count == 0);
        var tomorrow = await _hub.PushAsync(Source, Samples.Label(certificate: "B"));

        Assert.Equal(Source, planned.From);
        Assert.Equal((1UL, 1UL), (today.Tallies.Accepted, tomorrow.Tallies.Refused));
    }

    [Fact]
    public async Task TransferOwnership_Rehearsed_CountsAndChangesNothing()
    {
        await _hub.PushAsync(Source, Samples.Label(certificate: "A"), Samples.Label(certificate: "B"), BadLevel("C", "T1"));

        var rehearsed = await TransferAsync(rehearse: true);

        Assert.Equal((0UL, 2UL, 1UL), (rehearsed.Revision, rehearsed.Rehearsal.Addresses, rehearsed.Rehearsal.OpenFailed));
        Assert.Equal(1UL, (await _hub.PushAsync(Source, Samples.Label(certificate: "D"))).Tallies.Accepted);
    }

    [Fact]
    public async Task SetRule_AllThatIsWrong_IsToldAtOnce()
    {
        var request = new SetRuleRequest { Rule = "no.such.rule", Source = "no.such", Until = "2026-11-23" };

        var refused = await Assert.ThrowsAsync<RpcException>(() => Governance.SetRuleAsync(request, Operator, cancellationToken: Token).ResponseAsync);

        var fields = refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(violation => violation.Field);
        Assert.Equal(["reason", "rule", "source", "until"], fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("change.unknown_field")]
    [InlineData("enterprise.registration.representative.format")]
    [InlineData("enterprise.tier_label.valid_from.format")]
    public async Task SetRule_ThatGuardsTheHubOrPeople_IsNotLoosened(string rule)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => SetAsync(rule, Severity.Warning));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task Acts_ByAReader_AreRefused()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            Governance.AddCodeAsync(new AddCodeRequest { Table = "tier_code" }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task Rehearsal_OfACodeAndOfARule_IsWhatThenHappens()
    {
        var random = new Random(20261124);
        var changes = Enumerable.Range(0, 1000).Select(number => Mixed(number, random)).ToArray();
        var pushed = await _hub.PushAsync(Source, changes);
        Assert.InRange(pushed.Tallies.Held, 300UL, 800UL);

        var code = (await AddAsync("T9", rehearse: true)).Rehearsal;
        await AddAsync("T9", rehearse: false);
        var released = await ReplayAllAsync();
        Assert.Equal(code.Releases.Order(), released);

        var loosened = (await SetAsync(LevelRule, Severity.Warning, rehearse: true)).Rehearsal;
        await SetAsync(LevelRule, Severity.Warning);
        Assert.Equal(loosened.Releases.Order(), await ReplayAllAsync());

        var tightened = (await SetAsync("enterprise.tier_label.batch.max_length", Severity.Error, rehearse: true)).Rehearsal;
        var back = (await SetAsync(LevelRule, Severity.Unspecified, rehearse: true)).Rehearsal;
        await SetAsync(LevelRule, Severity.Unspecified);
        Assert.Equal(0UL, tightened.WouldHold);
        Assert.Equal((ulong)loosened.Releases.Count, back.WouldHold);
        Assert.All(back.Holds, held => Assert.Contains(held.Violations, broken => broken.Rule == LevelRule));
    }

    [Fact]
    public async Task Rehearsal_OfWhatMovesAFigure_TellsTheMoveThatThenHappens()
    {
        const string Rule = "enterprise.tier_label.batch.max_length";
        var label = Samples.Label("H", "T3b");
        label.TierLabel.Batch = new string('长', 101);
        await _hub.PushAsync(Source, Samples.Label("A", "T1"), label);

        var move = Assert.Single((await SetAsync(Rule, Severity.Warning, rehearse: true)).Rehearsal.Figures);
        await SetAsync(Rule, Severity.Warning);
        await ReplayAllAsync();

        Assert.Equal(("JN-13", "0", "1"), (move.Code, move.Before, move.After));
        await WaitAsync(async () => (await new QueryService.QueryServiceClient(_hub.Channel).ListIndicatorsAsync(
            new ListIndicatorsRequest(), cancellationToken: Token)).Indicators.Single(one => one.Code == "JN-13").Actual == "1");
    }

    // Day after day: the due acts look each minute.
    private async Task PassDayAsync(Func<Task<bool>> isDone)
    {
        _time.Advance(TimeSpan.FromDays(1));
        await WaitAsync(isDone);
    }

    // The hub's own timers run on the test's clock: time goes on while they are waited for.
    private async Task WaitAsync(Func<Task<bool>> isDone)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await isDone())
        {
            patience.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<List<ulong>> ReplayAllAsync()
    {
        var desk = new DeskService.DeskServiceClient(_hub.Channel);
        var open = await desk.ListFailedAsync(new ListFailedRequest { PageSize = 1000 }, Operator, cancellationToken: Token);
        var replayed = new List<ulong>();
        foreach (var part in open.Items.Chunk(100))
        {
            var request = new ReplayFailedRequest { Items = { part.Select(item => new FailedRef { Id = item.Id }) }, Reason = "规则已改" };
            var results = await desk.ReplayFailedAsync(request, Operator, cancellationToken: Token);
            replayed.AddRange(results.Results.Where(result => result.Result == "replayed").Select(result => result.Id));
        }

        return replayed;
    }

    private async Task<AddCodeResponse> AddAsync(string code, bool rehearse) => await Governance.AddCodeAsync(
        new AddCodeRequest { Table = "tier_code", Code = code, Zh = "新梯度", Reason = "市里新设", Rehearse = rehearse }, Operator, cancellationToken: Token);

    private async Task<SetRuleResponse> SetAsync(string rule, Severity severity, string source = "", string until = "", bool rehearse = false) =>
        await Governance.SetRuleAsync(
            new SetRuleRequest { Rule = rule, Severity = severity, Source = source, Until = until, Reason = "试行", Rehearse = rehearse },
            Operator,
            cancellationToken: Token);

    private async Task<TransferOwnershipResponse> TransferAsync(string on = "", bool rehearse = false) => await Governance.TransferOwnershipAsync(
        new TransferOwnershipRequest
        {
            Part = new OwnedPart { Facet = "enterprise.tier_label", Part = "T*" },
            To = "industry.tier-labels",
            On = on,
            Reason = "职能调整",
            Rehearse = rehearse,
        },
        Operator,
        cancellationToken: Token);

    private static Change BadLevel(string certificate, string code)
    {
        var change = Samples.Label(certificate, code);
        change.TierLabel.Level = "TOWN";
        return change;
    }

    private static Change Mixed(int number, Random random)
    {
        var change = Samples.Label($"C{number}", random.Next(3) == 0 ? "T9" : random.Next(5) == 0 ? "T8" : "T1");
        if (random.Next(3) == 0)
            change.TierLabel.Level = "TOWN";
        return change;
    }
}
