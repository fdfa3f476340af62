using System.Net.Http.Json;
using System.Text.Json;
using DataBus.Hub.Entities;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Rpc;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

public sealed class SameAsApiTests : IAsyncLifetime
{
    private const string Registrations = "market-regulation.registrations";
    private const string Labels = "science.tier-labels";
    private static readonly Key _local = new() { Kind = Kind.Enterprise, Scheme = "local", Value = "one-stop:2026-001" };
    private static readonly Metadata _operator = HubFixture.Caller(isOperator: true, actor: "张");

    private HubFixture _hub = null!;
    private SameAsService.SameAsServiceClient _sameAs = null!;
    private QueryService.QueryServiceClient _query = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        Connect();
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task JoinSameAs_TwoKeys_AreOneEntityUnderEachKeyAndCountOnce()
    {
        await PushTwoAsync();
        var before = await CountAsync();

        var answer = await JoinAsync(Sound.Enterprise, _local);

        Assert.Equal([Sound.Enterprise, _local], answer.Keys);
        foreach (var key in new[] { Sound.Enterprise, _local })
        {
            var entity = (await GetAsync(key)).Entity;
            Assert.Equal((Sound.Enterprise, 2), (entity.Key, entity.Facets.Count));
            var explained = await _query.ExplainAsync(
                new ExplainRequest { Kind = "enterprise", Scheme = key.Scheme, Value = key.Value }, cancellationToken: Token);
            Assert.Equal(answer.Keys, explained.Keys);
            Assert.Equal([Registrations, Labels], explained.Facets.Select(facet => facet.Run.Source));
        }

        Assert.Equal((2UL, 1UL), (before, await CountAsync()));
        Assert.Equal([answer.Keys], (await ListAsync()).Select(entity => entity.Keys));
    }

    [Fact]
    public async Task SplitAndJoinAgain_AfterRestart_GivesBackWhatWas()
    {
        await PushTwoAsync();
        await JoinAsync(Sound.Enterprise, _local);
        var split = await SplitAsync(_local, Sound.Enterprise);
        await _hub.RestartAsync();
        Connect();

        Assert.Equal([_local], split.Keys);
        Assert.Single((await GetAsync(_local)).Entity.Facets);
        Assert.Equal(2UL, await CountAsync());
        await JoinAsync(_local, Sound.Enterprise);
        Assert.Equal(2, (await GetAsync(_local)).Entity.Facets.Count);
        Assert.Equal(1UL, await CountAsync());
    }

    [Fact]
    public async Task JoinSameAs_Repeated_WritesNothing()
    {
        await PushTwoAsync();
        var first = await JoinAsync(Sound.Enterprise, _local);

        var second = await JoinAsync(_local, Sound.Enterprise);

        Assert.Equal(first, second);
        var link = Assert.Single((await LinksAsync()).Links);
        Assert.Equal((true, "张", "同一企业", first.Revision), (link.Joined, link.Word.Actor, link.Word.Reason, link.Word.Revision));
    }

    [Fact]
    public async Task OpeningSteps_SixByCaseNumberThenTheRegistration_AreOneEntity()
    {
        await PushStepsAsync(uscc: "");
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));
        var apart = await CountAsync();

        await _hub.PushAsync("market-regulation.opening-steps", Step("LICENCE", Sound.Uscc));

        var entity = (await GetAsync(Sound.Enterprise)).Entity;
        Assert.Equal((2UL, 1UL, 7), (apart, await CountAsync(), entity.Facets.Count));
        Assert.Equal([Sound.Enterprise, _local], entity.Keys);
        var link = Assert.Single((await LinksAsync()).Links);
        Assert.Equal("LICENCE", Assert.Single(link.StatedBy).Instance);
    }

    [Fact]
    public async Task SplitSameAs_StatedByAFacet_WinsAlsoWhenItIsStatedAgain()
    {
        await PushStepsAsync(Sound.Uscc);
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));
        Assert.Equal(1UL, await CountAsync());

        await SplitAsync(Sound.Enterprise, _local);
        var step = Step("SEAL", Sound.Uscc);
        step.OpeningStep.Agency = "另一刻章单位";
        await _hub.PushAsync("seal.opening-steps", step);

        Assert.Equal(2UL, await CountAsync());
        var link = Assert.Single((await LinksAsync()).Links);
        Assert.Equal((false, 6), (link.Joined, link.StatedBy.Count));
        await JoinAsync(Sound.Enterprise, _local);
        Assert.Equal(1UL, await CountAsync());
    }

    [Fact]
    public async Task StatedLink_WhenNoContentStatesItAnyMore_Goes()
    {
        await PushStepsAsync(Sound.Uscc);
        await PushStepsAsync(uscc: "");

        Assert.Empty((await LinksAsync()).Links);
        Assert.Equal([_local], (await GetAsync(_local)).Entity.Keys);
    }

    [Fact]
    public async Task SplitSameAs_OtherLinksHoldThemTogether_SaysSo()
    {
        var third = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = "one-stop:2026-002" };
        await PushTwoAsync();
        await JoinAsync(Sound.Enterprise, _local);
        await JoinAsync(_local, third);
        await JoinAsync(third, Sound.Enterprise);

        var answer = await SplitAsync(Sound.Enterprise, _local);

        Assert.Equal([Sound.Enterprise, _local, third], answer.Keys);
        Assert.Equal(3, (await LinksAsync(_local)).Links.Count);
    }

    [Fact]
    public async Task GetEntity_ClosedFacetUnderAnotherKeyOfTheGroup_IsSeenByItsOwnerOnly()
    {
        await _hub.PushAsync(Labels, new Change { Key = _local, TierLabel = Sound.TierLabel });
        await _hub.PushAsync("tax.rd-deduction", Sound.Of(Sound.RdDeduction));
        await JoinAsync(Sound.Enterprise, _local);

        var other = await _query.GetEntityAsync(Request(Sound.Enterprise), cancellationToken: Token);
        var owner = await _query.GetEntityAsync(Request(_local), HubFixture.Caller(source: "tax.rd-deduction"), cancellationToken: Token);

        Assert.NotNull(Assert.Single(other.Entity.Facets).Change.TierLabel);
        Assert.Equal(2, owner.Entity.Facets.Count);
        Assert.Equal(1UL, await CountAsync());
        var listed = Assert.Single(await ListAsync());
        Assert.Single(listed.Facets);
        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync("enterprise.rd_deduction"));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task ListEntities_OneAPage_HasEachGroupOnce()
    {
        await PushTwoAsync();
        await _hub.PushAsync(Labels, new Change { Key = Key("914403001922038216"), TierLabel = Sound.TierLabel });
        await JoinAsync(Sound.Enterprise, _local);

        var found = await ListAsync("enterprise.tier_label");

        Assert.Equal([Sound.Enterprise, Key("914403001922038216")], found.Select(entity => entity.Key));
        Assert.All(found, entity => Assert.Contains(entity.Facets, facet => facet.Change.TierLabel is not null));
    }

    [Fact]
    public async Task ProposeSameAs_SameOwnNumberAndName_UntilSomebodySaysSomething()
    {
        var other = Key("91120000712847285" + CheckDigits.Uscc("91120000712847285"));
        var named = Key("91120118712847285" + CheckDigits.Uscc("91120118712847285"));
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration), Named(other, "津南样例科技 有限公司"), Named(named, "别的公司"));

        var proposal = Assert.Single((await ProposeAsync()).Proposals);
        await SplitAsync(proposal.One, proposal.Other);

        Assert.Equal([other, Sound.Enterprise], [proposal.One, proposal.Other]);
        Assert.Empty((await ProposeAsync()).Proposals);
        await JoinAsync(proposal.One, proposal.Other);
        Assert.Empty((await ProposeAsync()).Proposals);
    }

    [Fact]
    public async Task JoinSameAs_EverythingWrong_SaysAllAtOnce()
    {
        var request = new JoinSameAsRequest { One = Key("91120112712847285A"), Other = new Key { Kind = Kind.Platform, Scheme = "local", Value = "x" } };

        var refused = await Assert.ThrowsAsync<RpcException>(() => _sameAs.JoinSameAsAsync(request, _operator, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(["one.value", "other.value", "other.kind", "reason"], FieldsOf(refused));
    }

    [Fact]
    public async Task JoinSameAs_NoKeysOneKeyTwiceOrIndicators_IsRefused()
    {
        Assert.Equal(["one.kind", "other.kind", "reason"], FieldsOf(await RefusedAsync(new JoinSameAsRequest())));
        Assert.Equal(["other"], FieldsOf(await RefusedAsync(new JoinSameAsRequest { One = _local, Other = _local, Reason = "试" })));
        var (one, other) = (new Key { Kind = Kind.Indicator, Scheme = "code", Value = "JN-01" }, new Key { Kind = Kind.Indicator, Scheme = "code", Value = "JN-02" });
        Assert.Equal(["one.kind"], FieldsOf(await RefusedAsync(new JoinSameAsRequest { One = one, Other = other, Reason = "试" })));
    }

    [Fact]
    public async Task JoinSameAs_UnknownKeysOrReader_IsRefused()
    {
        var request = new JoinSameAsRequest { One = _local, Other = Sound.Enterprise, Reason = "试" };

        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(request)).StatusCode);
        var reader = await Assert.ThrowsAsync<RpcException>(() => _sameAs.JoinSameAsAsync(request, HubFixture.Caller(), cancellationToken: Token).ResponseAsync);
        Assert.Equal(StatusCode.PermissionDenied, reader.StatusCode);
    }

    [Fact]
    public async Task JoinSameAs_MoreKeysThanAGroupMayHave_IsRefused()
    {
        await PushTwoAsync();
        for (var number = 1; number < KeyGroup.MaxKeys; number++)
            await JoinAsync(Sound.Enterprise, new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"x:{number}" });

        var refused = await RefusedAsync(new JoinSameAsRequest { One = _local, Other = Sound.Enterprise, Reason = "试" });

        Assert.Equal((StatusCode.FailedPrecondition, "GROUP_TOO_LARGE"), (refused.StatusCode, refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason));
    }

    [Fact]
    public async Task StatedLinks_OneNumberInEveryRow_StayApartAndAreListedAsAFault()
    {
        var keys = Enumerable.Range(1, KeyGroup.MaxKeys).Select(number => new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"x:{number}" }).ToArray();
        await _hub.PushAsync(Registrations, [.. keys.Select(key => new Change { Key = key, Registration = Sound.Registration })]);

        var (apart, link) = (await CountAsync(), (await LinksAsync()).Links[0]);
        await _hub.PushAsync(Registrations, new Change { Key = keys[0], Tombstone = new Tombstone { Facet = "enterprise.registration" } });

        Assert.Equal(((ulong)keys.Length, true, link.One), (apart, link.TooLarge, link.Group));
        Assert.Equal(1UL, await CountAsync());
        Assert.Equal(KeyGroup.MaxKeys, (await GetAsync(keys[1])).Entity.Keys.Count);
    }

    [Fact]
    public async Task ListSameAs_PageByPageAndOverHttp_TellsEveryLinkOnce()
    {
        await PushTwoAsync();
        for (var number = 1; number <= 3; number++)
            await JoinAsync(Sound.Enterprise, new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"x:{number}" });

        var first = await _sameAs.ListSameAsAsync(new ListSameAsRequest { PageSize = 2 }, _operator, cancellationToken: Token);
        var second = await _sameAs.ListSameAsAsync(new ListSameAsRequest { PageSize = 2, PageToken = first.NextPageToken }, _operator, cancellationToken: Token);

        Assert.Equal(["x:1", "x:2", "x:3"], first.Links.Concat(second.Links).Select(link => link.One.Value));
        Assert.Equal("", second.NextPageToken);
        using var http = new HttpClient { BaseAddress = _hub.Http };
        http.DefaultRequestHeaders.Add("databus-role", "operator");
        var json = await http.GetFromJsonAsync<JsonElement>($"/v1/same-as?key=enterprise/uscc/{Sound.Uscc}", Token);
        Assert.Equal(3, json.GetProperty("links").GetArrayLength());
        Assert.Equal(JsonValueKind.Array, (await http.GetFromJsonAsync<JsonElement>("/v1/same-as/proposals", Token)).GetProperty("proposals").ValueKind);
    }

    private static Change Named(Key key, string name)
    {
        var registration = Sound.Registration;
        (registration.Uscc, registration.Name) = (key.Value, name);
        return new Change { Key = key, Registration = registration };
    }

    private static Change Step(string step, string uscc) => new()
    {
        Key = _local.Clone(),
        OpeningStep = new OpeningStep { Step = step, Status = CodeTables.Find("opening_status")!.Entries[0].Code, CaseNumber = "2026-001", Uscc = uscc },
    };

    private static Key Key(string uscc) => new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = uscc };

    private static GetEntityRequest Request(Key key) => new() { Kind = KeyText.Name(key.Kind), Scheme = key.Scheme, Value = key.Value };

    private static string[] FieldsOf(RpcException refused) =>
        [.. refused.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)];

    private void Connect()
    {
        _sameAs = new SameAsService.SameAsServiceClient(_hub.Channel);
        _query = new QueryService.QueryServiceClient(_hub.Channel);
    }

    private async Task PushTwoAsync()
    {
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));
        await _hub.PushAsync(Labels, new Change { Key = _local, TierLabel = Sound.TierLabel });
    }

    private async Task PushStepsAsync(string uscc)
    {
        foreach (var (source, step) in new[]
        {
            ("market-regulation", "LICENCE"), ("seal", "SEAL"), ("tax", "INVOICE"), ("bank", "BANK_ACCOUNT"), ("social-security", "SOCIAL_SECURITY"), ("housing-fund", "HOUSING_FUND"),
        })
        {
            Assert.Equal(1UL, (await _hub.PushAsync($"{source}.opening-steps", Step(step, uscc))).Tallies.Accepted);
        }
    }

    private async Task<JoinSameAsResponse> JoinAsync(Key one, Key other) =>
        await _sameAs.JoinSameAsAsync(new JoinSameAsRequest { One = one, Other = other, Reason = "同一企业" }, _operator, cancellationToken: Token);

    private async Task<SplitSameAsResponse> SplitAsync(Key one, Key other) =>
        await _sameAs.SplitSameAsAsync(new SplitSameAsRequest { One = one, Other = other, Reason = "并非同一企业" }, _operator, cancellationToken: Token);

    private Task<RpcException> RefusedAsync(JoinSameAsRequest request) =>
        Assert.ThrowsAsync<RpcException>(() => _sameAs.JoinSameAsAsync(request, _operator, cancellationToken: Token).ResponseAsync);

    private async Task<ListSameAsResponse> LinksAsync(Key? key = null) =>
        await _sameAs.ListSameAsAsync(new ListSameAsRequest { Key = key is null ? "" : KeyText.Format(key) }, _operator, cancellationToken: Token);

    private async Task<ProposeSameAsResponse> ProposeAsync() =>
        await _sameAs.ProposeSameAsAsync(new ProposeSameAsRequest(), _operator, cancellationToken: Token);

    private async Task<GetEntityResponse> GetAsync(Key key) => await _query.GetEntityAsync(Request(key), _operator, cancellationToken: Token);

    private async Task<ulong> CountAsync() => (await _query.CountEntitiesAsync(new CountEntitiesRequest(), cancellationToken: Token)).Enterprise;

    private async Task<List<Entity>> ListAsync(string facet = "")
    {
        var entities = new List<Entity>();
        var request = new ListEntitiesRequest { Kind = "enterprise", Facet = facet, PageSize = 1 };
        do
        {
            var page = await _query.ListEntitiesAsync(request, cancellationToken: Token);
            entities.AddRange(page.Entities);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return entities;
    }
}
