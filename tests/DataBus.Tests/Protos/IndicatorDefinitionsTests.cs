using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class IndicatorDefinitionsTests
{
    [Fact]
    public void All_Definitions_AreThePlansTwentyTwoInOrder()
    {
        Assert.Equal(Enumerable.Range(1, 22).Select(number => $"JN-{number:00}"), IndicatorDefinitions.All.Select(definition => definition.Code));
        Assert.All(IndicatorDefinitions.All, definition =>
            Assert.Null(KeyRules.Check(new Key { Kind = Kind.Indicator, Scheme = "code", Value = definition.Code })));
    }

    [Fact]
    public void All_ComputedDefinitions_NameTheirFormulaAndSayIt()
    {
        var reported = IndicatorDefinitions.All.Where(definition => definition.Method == "reported").Select(definition => definition.Code);

        Assert.Equal(["JN-01", "JN-03", "JN-04", "JN-09", "JN-10"], reported);
        Assert.All(IndicatorDefinitions.All, definition => Assert.Equal(definition.Method == "computed", definition.FormulaRef.Length > 0));
        Assert.All(IndicatorDefinitions.All, definition => Assert.Equal(definition.Method == "computed", definition.FormulaText.Length > 0));
    }

    [Fact]
    public void All_Definitions_TellPeriodScopeOwnerAndEvidenceThatExists()
    {
        Assert.All(IndicatorDefinitions.All, definition =>
        {
            Assert.NotEmpty(definition.Scope);
            Assert.NotEmpty(definition.Owner);
            Assert.NotNull(CodeTables.Find("indicator_period")!.ZhName(definition.Period));
            Assert.All(definition.Evidence, facet => Assert.NotNull(FacetCatalogue.Find(facet)));
        });
    }

    [Theory]
    [InlineData("JN-02", "亿元", "400", false, null)]
    [InlineData("JN-03", "亿元", "100", true, null)]
    [InlineData("JN-06", "家", "1400", false, "817")]
    [InlineData("JN-12", "倍", "2", false, null)]
    [InlineData("JN-14", "家", null, false, "460")]
    [InlineData("JN-17", "家", "45", false, null)]
    [InlineData("JN-22", "个", "4", false, "4")]
    public void All_Definition_CarriesThePlansNumbers(string code, string unit, string? target, bool exclusive, string? baseline)
    {
        var definition = IndicatorDefinitions.All.Single(definition => definition.Code == code);

        Assert.Equal(unit, definition.Unit);
        Assert.Equal(target, definition.HasTarget ? definition.Target : null);
        Assert.Equal(exclusive, definition.TargetExclusive);
        Assert.Equal(baseline, definition.Baseline is { HasValue: true } start ? start.Value : null);
        Assert.Equal("2027-12-31", definition.Deadline);
    }

    [Fact]
    public void All_WithoutTarget_AreDirectionsWithoutANumber()
    {
        Assert.All(IndicatorDefinitions.All, definition => Assert.Equal(definition.HasTarget, definition.Direction == "at_least"));
    }
}
