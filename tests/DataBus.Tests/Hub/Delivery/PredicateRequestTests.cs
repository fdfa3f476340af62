using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Predicates;
using DataBus.Hub.Entities;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Delivery;

public sealed class PredicateRequestTests
{
    private static readonly string[] _sources = ["tax.rd-deduction", "science.platforms"];

    [Theory]
    [InlineData("enterprise.nothing", "where.some.facet")]
    [InlineData("enterprise.registration.colour = red", "where.some.fields[0].field")]
    [InlineData("enterprise.registration.capital.colour exists", "where.some.fields[0].field")]
    [InlineData("enterprise.registration.name.length exists", "where.some.fields[0].field")]
    [InlineData("enterprise.registration.capital = 5", "where.some.fields[0]")]
    [InlineData("enterprise.registration.capital.amount = 很多", "where.some.fields[0].equals")]
    [InlineData("enterprise.registration.capital.amount >= 1e3", "where.some.fields[0].range.from")]
    [InlineData("enterprise.registration.capital.amount starts-with 1", "where.some.fields[0].prefix")]
    [InlineData("enterprise.registration[name = a and capital.amount in (1,x)]", "where.some.fields[1].in.values[1]")]
    [InlineData("enterprise.tier_label.code = T9", "where.some.fields[0].equals")]
    [InlineData("enterprise.tier_label.code in (T1, t2)", "where.some.fields[0].in.values[1]")]
    [InlineData("enterprise.registration.state_history.state = NONE", "where.some.fields[0].equals")]
    [InlineData("enterprise.registration.established_on >= 2026-02-30", "where.some.fields[0].range.from")]
    [InlineData("enterprise.registration.established_on = 2026/01/01", "where.some.fields[0].equals")]
    [InlineData("enterprise.rd_deduction.tax_year = 26", "where.some.fields[0].equals")]
    [InlineData("not not not not not not not not enterprise.listing", "where.not.not.not.not.not.not.not.not")]
    public void Demand_FlawedPredicate_NamesThePlace(string where, string place)
    {
        var error = Assert.Throws<HubException>(() => Demand(new SubscribeRequest { Where = Predicate(where) }));

        Assert.Equal(StatusCode.InvalidArgument, error.Refusal.Code);
        Assert.Equal([place], error.Refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Demand_UnknownCode_NamesItsFieldAsItWasWrittenAndTheCodesThatThereAre()
    {
        var request = new SubscribeRequest { Where = Predicate("enterprise.tier_label.code = T9") };

        var error = Assert.Throws<HubException>(() => Demand(request));

        foreach (var text in (string[])[error.Refusal.Zh, error.Refusal.En])
        {
            Assert.Contains("enterprise.tier_label.code: ", text, StringComparison.Ordinal);
            Assert.Contains("T1, ", text, StringComparison.Ordinal);
            Assert.Contains("databus code list tier_code", text, StringComparison.Ordinal);
            Assert.DoesNotContain("where.some", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Demand_CodeThatAnOperatorAddedOrTolerates_IsTaken()
    {
        var added = new KnownCodes(new HubTables { Codes = { new CodeAdded { Table = "tier_code", Code = "T9" } } });
        var tolerant = new KnownCodes(new HubTables { Severities = { new SeveritySet { Rule = "enterprise.tier_label.code.code", Severity = Severity.Warning } } });
        var request = new SubscribeRequest { Where = Predicate("enterprise.tier_label.code = T9") };
        var warned = new SubscribeRequest { Where = Predicate("enterprise.registration.district = 999999") };

        Assert.All((KnownCodes[])[added, tolerant], codes => Assert.True(RequestCheck.Demand(request, FieldView.Everything, _sources, codes).IsJudged));
        Assert.True(Demand(warned).IsJudged);
    }

    [Fact]
    public void Demand_FacetOfAnotherKindOrClosed_IsRefusedByName()
    {
        var other = new SubscribeRequest { Kinds = { Kind.Platform }, Facets = { "platform.profile", "enterprise.tier_label" } };
        var closed = new SubscribeRequest { Facets = { "enterprise.rd_deduction" } };
        var owner = FieldView.Of(TestCallers.Reader, [new OwnedPart { Facet = "enterprise.rd_deduction" }]);

        var error = Assert.Throws<HubException>(() => Demand(other));
        var refused = Assert.Throws<HubException>(() => RequestCheck.Demand(closed, FieldView.Of(TestCallers.Reader, []), _sources, KnownCodes.OfTheContract));

        Assert.Equal(["facets[1]"], error.Refusal.Violations.Select(violation => violation.Field));
        Assert.Equal((StatusCode.PermissionDenied, "FACET_CLOSED"), (refused.Refusal.Code, refused.Refusal.Reason));
        Assert.NotNull(RequestCheck.Demand(closed, owner, _sources, KnownCodes.OfTheContract));
    }

    [Fact]
    public void Demand_PredicateThatSaysNothing_NamesThePlaces()
    {
        var request = new SubscribeRequest
        {
            Where = new EntityPredicate
            {
                Any = new EntityPredicates
                {
                    Predicates =
                    {
                        new EntityPredicate(),
                        new EntityPredicate { All = new EntityPredicates() },
                        new EntityPredicate { Some = new FacetTest { Facet = "enterprise.listing", Fields = { new FieldTest { Field = "board" } } } },
                    },
                },
            },
        };

        var error = Assert.Throws<HubException>(() => Demand(request));

        Assert.Equal(
            ["where.any.predicates[0]", "where.any.predicates[1].all", "where.any.predicates[2].some.fields[0]"],
            error.Refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Demand_MoreThanIsAllowed_SaysHowMuchIs()
    {
        var tests = Enumerable.Repeat(new FieldTest { Field = "name", In = new FieldValues { Values = { Enumerable.Repeat("a", 100) } } }, 101);
        var request = new SubscribeRequest { Where = new EntityPredicate { Some = new FacetTest { Facet = "enterprise.registration", Fields = { tests } } } };

        var error = Assert.Throws<HubException>(() => Demand(request));

        Assert.Equal(["where", "where"], error.Refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Demand_ClosedFacet_IsRefusedForReadersAndNotForOwnersOrOperators()
    {
        var request = new SubscribeRequest { Where = Predicate("enterprise.rd_deduction.own_total >= 1000000") };
        var owner = FieldView.Of(TestCallers.Source("tax.rd-deduction"), [new OwnedPart { Facet = "enterprise.rd_deduction" }]);

        var error = Assert.Throws<HubException>(() => RequestCheck.Demand(request, FieldView.Of(TestCallers.Reader, []), _sources, KnownCodes.OfTheContract));

        Assert.Equal((StatusCode.PermissionDenied, "FACET_CLOSED"), (error.Refusal.Code, error.Refusal.Reason));
        Assert.True(RequestCheck.Demand(request, owner, _sources, KnownCodes.OfTheContract).IsJudged);
        Assert.True(Demand(request).IsJudged);
    }

    [Fact]
    public void Demand_SourcesAndPrefixes_NamesThoseThatAreNone()
    {
        var request = new SubscribeRequest
        {
            Sources = { "tax.*", "science.platforms", "taxes.*", "tax" },
            KeyPrefixes = { new KeyPrefix { Scheme = "uscc", Value = "9112" }, new KeyPrefix { Scheme = "usc", Value = "" } },
        };

        var error = Assert.Throws<HubException>(() => Demand(request));

        Assert.Equal(
            ["key_prefixes[1].scheme", "key_prefixes[1].value", "sources[2]", "sources[3]"], error.Refusal.Violations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData("enterprise.registration.capital.amount = 50", true)]
    [InlineData("enterprise.registration.capital.amount >= 50.01", false)]
    [InlineData("enterprise.registration.capital.amount < 100", true)]
    [InlineData("enterprise.registration.established_on >= 2019-03-01", true)]
    [InlineData("enterprise.registration.established_on < 2019-03-01", false)]
    [InlineData("enterprise.registration.state_history.state in (PREPARING, REVOKED)", true)]
    [InlineData("enterprise.registration.state_history.state = PREPARING", false)]
    [InlineData("enterprise.registration.regno missing", true)]
    [InlineData("enterprise.registration.state_history exists", true)]
    [InlineData("enterprise.registration.capital missing", false)]
    [InlineData("enterprise.registration.name starts-with 津南", true)]
    public void HoldsFor_Fields_AreReadAsTheirTypes(string where, bool holds)
    {
        var registration = new Change
        {
            Registration = new Registration
            {
                Name = "津南示例一号有限公司",
                EstablishedOn = "2019-03-01",
                Capital = new Capital { Amount = "50.00" },
                StateHistory = { new StateChange { State = "ACTIVE" }, new StateChange { State = "REVOKED" } },
            },
        };

        Assert.Equal(holds, Demand(new SubscribeRequest { Where = Predicate(where) }).Where!.HoldsFor([registration]));
    }

    private static Filter Demand(SubscribeRequest request) => RequestCheck.Demand(request, FieldView.Everything, _sources, KnownCodes.OfTheContract);

    private static EntityPredicate Predicate(string text) => PredicateText.TryParse(text, out var predicate, out _) ? predicate : throw new ArgumentException(text);
}
