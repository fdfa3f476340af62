using DataBus.Tests.Hub.Api;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Access;

/// <summary>Grants of some rows: of entities that fulfil a condition, and of taxpayers who consent.</summary>
public sealed class RowGrantTests : IAsyncLifetime
{
    private const string Bank = "91120118MA0603879K";
    private const string Deductions = "tax.rd-deduction";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 2, 0, 0, TimeSpan.Zero));
    private readonly Metadata _app = HubFixture.Caller(actor: "credit");
    private readonly Metadata _security = new() { { "databus-role", "security" }, { "databus-actor", "zhao" } };
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync(time: _time);
        await _hub.PushAsync("market-regulation.registrations", Registration("ACTIVE"));
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Consent_GivenNarrowedAndRevoked_ActsOnQueriesAndOpenStreams()
    {
        await _hub.PushAsync(Deductions, Deduction("2023"), Deduction("2024"));
        await ApplyAsync(ByConsent());
        using var stream = Subscribe(new SubscribeRequest { Facets = { "enterprise.rd_deduction" } });
        Assert.Empty(await SeenAsync(stream));
        Assert.Empty(await DeductionsAsync());

        await ConsentAsync("VALID", ["enterprise.rd_deduction"], ["2023"]);
        Assert.Equal(["2023"], await SeenAsync(stream));
        Assert.Equal(["2023"], await DeductionsAsync());

        await ConsentAsync("VALID", ["enterprise.rd_deduction.deduction"]);
        Assert.Equal(["2023", "2024"], await SeenAsync(stream));
        var narrowed = (await GetAsync()).Facets.First(static facet => facet.Change.RdDeduction is not null).Change;
        Assert.Equal(("0", ""), (narrowed.RdDeduction.Deduction, narrowed.RdDeduction.RdTotal));
        Assert.Contains(narrowed.Hub.Withheld, static field => field.Path == "rd_total");

        await ConsentAsync("REVOKED", ["enterprise.rd_deduction"]);
        Assert.Empty(await SeenAsync(stream));
        Assert.Empty(await DeductionsAsync());
        await _hub.PushAsync(Deductions, Deduction("2025"));
        await _hub.PushAsync("market-regulation.registrations", Registration("DORMANT"));
        Assert.Empty(await DeductionsAsync());
    }

    [Fact]
    public async Task Consent_ToAnotherUnit_OpensNothingAndIsNotTold()
    {
        await _hub.PushAsync(Deductions, Deduction("2023"));
        await ApplyAsync(ByConsent());
        await ConsentAsync("VALID", ["enterprise.rd_deduction"], to: Sound.Uscc);

        var frames = await ReadAsync(Subscribe(new SubscribeRequest { Facets = { "enterprise.rd_deduction" } }));

        Assert.All(frames, static frame => Assert.Equal((0, 0, 0), (frame.Changes.Count, frame.Entered.Count, frame.Left.Count)));
        Assert.Empty(await DeductionsAsync());
    }

    [Fact]
    public async Task Consent_TermEnds_StreamIsToldThoughNothingIsWritten()
    {
        await _hub.PushAsync(Deductions, Deduction("2023"));
        await ApplyAsync(ByConsent());
        await ConsentAsync("VALID", ["enterprise.rd_deduction"], until: "2026-11-25");
        using var stream = Subscribe(new SubscribeRequest { Facets = { "enterprise.rd_deduction" } });
        Assert.Equal(["2023"], await SeenAsync(stream));

        _time.Advance(TimeSpan.FromHours(14));
        var rest = ReadAsync(stream, SubscribeResponse.MarkOneofCase.Resync);
        while (!rest.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Token);
        }

        Assert.Equal("RIGHTS_CHANGED", (await rest)[^1].Resync.Reason);
        Assert.Empty(await DeductionsAsync());
    }

    [Fact]
    public async Task Where_EntityComesToFulfilItAndNoMore_OpensAndClosesItsRows()
    {
        var grant = ByConsent();
        (grant.ConsentUscc, grant.Where) = ("", "enterprise.registration.state = DORMANT");
        grant.Facets.Clear();
        grant.Facets.Add("enterprise.origin");
        await ApplyAsync(grant);
        var origin = new EnterpriseOrigin { Region = First("origin_region"), Mode = First("origin_mode"), LandedOn = "2025-03-01" };
        await _hub.PushAsync("education-park.residency", new Change { Key = Sound.Enterprise, EnterpriseOrigin = origin });

        async Task<bool> SeesAsync() => (await GetAsync()).Facets.Any(static facet => facet.Change.EnterpriseOrigin is not null);
        var before = await SeesAsync();
        await _hub.PushAsync("market-regulation.registrations", Registration("DORMANT"));
        var meanwhile = await SeesAsync();
        await _hub.PushAsync("market-regulation.registrations", Registration("ACTIVE"));

        Assert.Equal((false, true, false), (before, meanwhile, await SeesAsync()));
    }

    [Theory]
    [InlineData("enterprise.registration.representative = 张**", StatusCode.PermissionDenied, "representative")]
    [InlineData("enterprise.rd_deduction.deduction = 0", StatusCode.PermissionDenied, "enterprise.rd_deduction")]
    [InlineData("enterprise.registration.colour = red", StatusCode.InvalidArgument, "colour")]
    [InlineData("enterprise.registration.state =", StatusCode.InvalidArgument, "grants[0].where")]
    public async Task ApplyGrants_WhereOnWhatIsNotOpenOrNotThere_IsRefused(string where, StatusCode code, string named)
    {
        var grant = ByConsent();
        grant.Where = where;

        var refused = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(grant));

        Assert.Equal(code, refused.StatusCode);
        Assert.Contains(named, refused.Status.Detail, StringComparison.Ordinal);
    }

    private static string First(string table) => CodeTables.Find(table)!.Entries[0].Code;

    private static Grant ByConsent() => new()
    {
        Name = "credit",
        Grantee = "app/credit",
        Facets = { "enterprise.rd_deduction" },
        ConsentUscc = Bank,
        Purpose = "创新积分贷授信",
        LegalBasis = "纳税人授权",
        Until = "2027-12-31",
    };

    private static Change Registration(string state)
    {
        var registration = Sound.Registration;
        registration.State = state;
        registration.StateRaw = CodeTables.Find("registration_state")!.Entries.Single(entry => entry.Code == state).Zh;
        return Sound.Of(registration);
    }

    private static Change Deduction(string year)
    {
        var deduction = Sound.RdDeduction;
        deduction.TaxYear = year;
        return Sound.Of(deduction);
    }

    private async Task ConsentAsync(string state, string[] scope, string[]? years = null, string to = Bank, string until = "2027-12-31")
    {
        var consent = new Consent
        {
            ConsentNumber = "S-1",
            Scope = { scope },
            TaxYears = { years ?? [] },
            Grantee = "某银行津南支行",
            GranteeUscc = to,
            Purpose = "授信",
            SignedOn = "2026-01-01",
            ValidFrom = "2026-01-01",
            ValidTo = until,
            State = state,
            RevokedOn = state == "REVOKED" ? "2026-11-25" : "",
        };
        var answer = await _hub.PushAsync("tax.relief", new Change { Key = Sound.Enterprise, Consent = consent });
        Assert.Equal(1UL, answer.Tallies.Accepted);
    }

    private async Task ApplyAsync(Grant grant) => await new GrantService.GrantServiceClient(_hub.Channel)
        .ApplyGrantsAsync(new ApplyGrantsRequest { Grants = { grant }, Reason = "测试" }, _security, cancellationToken: Token);

    private async Task<Entity> GetAsync() => (await new QueryService.QueryServiceClient(_hub.Channel).GetEntityAsync(
        new GetEntityRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc }, _app, cancellationToken: Token)).Entity;

    private async Task<IReadOnlyList<string>> DeductionsAsync() =>
        [.. (await GetAsync()).Facets.Select(static facet => facet.Change.RdDeduction?.TaxYear).OfType<string>().Order(StringComparer.Ordinal)];

    private AsyncServerStreamingCall<SubscribeResponse> Subscribe(SubscribeRequest request) =>
        new DeliveryService.DeliveryServiceClient(_hub.Channel).Subscribe(request, _app, cancellationToken: Token);

    // The tax years that the reader has once it has caught up: what enters or leaves is sent whole.
    private async Task<IReadOnlyList<string>> SeenAsync(AsyncServerStreamingCall<SubscribeResponse> stream)
    {
        var head = (await new OperationsService.OperationsServiceClient(_hub.Channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: Token)).Head;
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var frame in await ReadAsync(stream, head: head))
        {
            if (frame.Entered.Count + frame.Left.Count > 0)
                seen.Clear();
            seen.UnionWith(frame.Changes.Select(static change => change.RdDeduction?.TaxYear).OfType<string>());
        }
        return [.. seen];
    }

    private static async Task<List<SubscribeResponse>> ReadAsync(
        AsyncServerStreamingCall<SubscribeResponse> stream, SubscribeResponse.MarkOneofCase until = SubscribeResponse.MarkOneofCase.CaughtUp, ulong head = 0)
    {
        var frames = new List<SubscribeResponse>();
        while (await stream.ResponseStream.MoveNext(Token))
        {
            frames.Add(stream.ResponseStream.Current);
            if (frames[^1].MarkCase == until && frames[^1].LastRevision >= head)
                break;
        }
        return frames;
    }
}
