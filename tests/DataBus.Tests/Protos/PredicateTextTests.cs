using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class PredicateTextTests
{
    [Theory]
    [InlineData("enterprise.listing", """{ "some": { "facet": "enterprise.listing" } }""")]
    [InlineData("enterprise.tier_label.code = T1", """{ "some": { "facet": "enterprise.tier_label", "fields": [ { "field": "code", "equals": "T1" } ] } }""")]
    [InlineData("enterprise.registration.capital.amount >= 100.5", """{ "some": { "facet": "enterprise.registration", "fields": [ { "field": "capital.amount", "range": { "from": "100.5" } } ] } }""")]
    [InlineData("enterprise.registration.name starts-with '天津''s (区)'", """{ "some": { "facet": "enterprise.registration", "fields": [ { "field": "name", "prefix": "天津's (区)" } ] } }""")]
    [InlineData("enterprise.tier_label[code in (T1,'T2') and valid_to<2026-01-01 and batch missing]",
        """{ "some": { "facet": "enterprise.tier_label", "fields": [ { "field": "code", "in": { "values": [ "T1", "T2" ] } }, { "field": "valid_to", "range": { "below": "2026-01-01" } }, { "field": "batch", "exists": false } ] } }""")]
    [InlineData("not a.b and c.d or (e.f or g.h.i exists)",
        """{ "any": { "predicates": [ { "all": { "predicates": [ { "not": { "some": { "facet": "a.b" } } }, { "some": { "facet": "c.d" } } ] } }, { "any": { "predicates": [ { "some": { "facet": "e.f" } }, { "some": { "facet": "g.h", "fields": [ { "field": "i", "exists": true } ] } } ] } } ] } }""")]
    public void TryParse_Predicate_SaysWhatItMeans(string text, string expected)
    {
        Assert.True(PredicateText.TryParse(text, out var predicate, out var at));

        Assert.Equal(EntityPredicate.Parser.ParseJson(expected), predicate);
        Assert.Equal(0, at);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("enterprise.listing and", 23)]
    [InlineData("enterprise.tier_label.code > T1", 28)]
    [InlineData("a.b.c = ", 9)]
    [InlineData("a.b.c in ()", 11)]
    [InlineData("a.b[c = 1", 10)]
    [InlineData("a.b c.d", 5)]
    [InlineData("a.b.c = 'open", 9)]
    public void TryParse_NoPredicate_TellsWhere(string text, int place)
    {
        Assert.False(PredicateText.TryParse(text, out var predicate, out var at));

        Assert.Null(predicate);
        Assert.Equal(place, at);
    }

    [Theory]
    [InlineData("(", 17)]
    [InlineData("not ", 65)]
    [InlineData("not (", 41)]
    public void TryParse_NestedWithoutEnd_IsRefusedBeforeItCostsStack(string level, int place)
    {
        var text = string.Concat(Enumerable.Repeat(level, 1_000_000));

        Assert.False(PredicateText.TryParse(text, out _, out var at));

        Assert.Equal(place, at);
    }
}
