using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

/// <summary>Every facet kind goes in by its owner and comes out by each way: nothing in the hub knows one of them by name.</summary>
public sealed class EveryFacetTests : IAsyncLifetime
{
    private HubFixture _hub = null!;
    private QueryService.QueryServiceClient _query = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Facets => SoundFacets.Names.Where(facet => SoundFacets.OwnerOf(facet) != "hub");

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _query = new QueryService.QueryServiceClient(_hub.Channel);
        foreach (var facet in Facets)
        {
            var answer = await _hub.PushAsync(SoundFacets.OwnerOf(facet), SoundFacets.Of(facet));
            Assert.Equal((facet, 1UL), (facet, answer.Tallies.Accepted));
        }
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Read_EveryFacetByItsOwnersPush_IsGotListedAndExplained()
    {
        Assert.All(SoundFacets.Names.Except(Facets), facet => Assert.StartsWith("indicator.", facet, StringComparison.Ordinal));
        foreach (var facet in Facets)
        {
            var sent = SoundFacets.Of(facet);
            var kind = KeyText.Name(sent.Key.Kind);
            var listed = await _query.ListEntitiesAsync(new ListEntitiesRequest { Kind = kind, Facet = facet }, HubFixture.Caller(isOperator: true), cancellationToken: Token);
            var explained = await _query.ExplainAsync(
                new ExplainRequest { Kind = kind, Scheme = sent.Key.Scheme, Value = sent.Key.Value, Facet = facet }, HubFixture.Caller(isOperator: true), cancellationToken: Token);

            var got = Assert.Single(listed.Entities).Facets.Single(one => FacetCatalogue.Of(one.Change)!.Name == facet);
            Assert.Equal(FacetCatalogue.Find(facet)!.ContentOf(sent), FacetCatalogue.Find(facet)!.ContentOf(got.Change));
            Assert.Equal(SoundFacets.OwnerOf(facet), got.Source);
            Assert.Equal(SoundFacets.OwnerOf(facet), Assert.Single(explained.Facets).Run.Source);
        }
    }

    [Fact]
    public async Task Read_AsSomebodyElse_ShowsTheOpenFacetsAlone()
    {
        using var call = new DeliveryService.DeliveryServiceClient(_hub.Channel)
            .Subscribe(new SubscribeRequest(), HubFixture.Caller(actor: "app"), cancellationToken: Token);
        var shown = new HashSet<string>();
        while (await call.ResponseStream.MoveNext(Token) && call.ResponseStream.Current.MarkCase != SubscribeResponse.MarkOneofCase.CaughtUp)
            shown.UnionWith(call.ResponseStream.Current.Changes.Select(change => FacetCatalogue.Of(change)!.Name));

        Assert.Equal(Facets.Where(static facet => FacetCatalogue.Find(facet)!.IsOpen).Order(StringComparer.Ordinal), shown.Intersect(Facets).Order(StringComparer.Ordinal));
        Assert.All(shown, static facet => Assert.True(FacetCatalogue.Find(facet)!.IsOpen, facet));
    }

    [Fact]
    public async Task GetEntity_OpeningStepThatStatesTheCode_IsOfTheRegisteredEnterprise()
    {
        await _hub.PushAsync("market-regulation.registrations", Sound.Of(Sound.Registration));

        var entity = (await _query.GetEntityAsync(
            new GetEntityRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc }, HubFixture.Caller(isOperator: true), cancellationToken: Token)).Entity;

        Assert.Contains(entity.Facets, facet => facet.Change.Registration is not null);
        var step = Assert.Single(entity.Facets, facet => facet.Change.OpeningStep is not null);
        Assert.Equal(("local", Sound.Uscc), (step.Change.Key.Scheme, step.Change.OpeningStep.Uscc));
    }
}
