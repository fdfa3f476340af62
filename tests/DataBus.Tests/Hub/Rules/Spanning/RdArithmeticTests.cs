using CsCheck;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Rules.Spanning;

public sealed class RdArithmeticTests
{
    private static readonly RuleSet _rules = RuleSet.OfTheContract;

    /// <summary>Below both limits, as a filled-in return.</summary>
    private static RdDeduction VectorA
    {
        get
        {
            var content = Sound.RdDeduction;
            (content.Personnel, content.DirectInput, content.Depreciation) = ("500000", "72000", "20000");
            (content.OtherActual, content.OtherAllowed, content.OwnTotal) = ("13000", "13000", "605000");
            (content.OutsourcedDomestic, content.Outsourced, content.RdTotal) = ("100000", "100000", "685000");
            (content.Expensed, content.Capitalised, content.DeductibleTotal) = ("473000", "212000", "473000");
            (content.SpecialIncome, content.AfterSpecialIncome, content.Deduction) = ("10000", "463000", "463000");
            return content;
        }
    }

    /// <summary>Above both limits: of other costs, and of costs outsourced overseas.</summary>
    private static RdDeduction VectorB
    {
        get
        {
            var content = Sound.RdDeduction;
            (content.Personnel, content.DirectInput, content.Depreciation) = ("400", "200", "150");
            (content.Amortization, content.Design) = ("100", "50");
            (content.OtherActual, content.OtherAllowed, content.OwnTotal) = ("150", "100", "1000");
            (content.OutsourcedDomestic, content.OutsourcedOverseas, content.Outsourced) = ("100", "1000", "1100");
            (content.OverseasAllowed, content.RdTotal, content.Expensed) = ("720", "1800", "1800");
            (content.DeductibleTotal, content.AfterSpecialIncome, content.Deduction) = ("1800", "1800", "1800");
            return content;
        }
    }

    [Fact]
    public void Check_BelowTheLimits_BreaksNothing() => Assert.Empty(Broken(VectorA));

    [Fact]
    public void Check_AboveBothLimits_BreaksNothing() => Assert.Empty(Broken(VectorB));

    [Fact]
    public void Check_OtherCostsAboveTheirLimit_AreHeld()
    {
        var content = VectorB;
        content.OtherAllowed = "150";
        content.OwnTotal = "1050";

        Assert.Contains("enterprise.rd_deduction.other_allowed.equation", Broken(content));
    }

    [Fact]
    public void Check_OverseasCostsAboveTheirLimit_AreHeld()
    {
        var content = VectorB;
        content.OverseasAllowed = "800";

        Assert.Equal(
            ["enterprise.rd_deduction.overseas_allowed.equation", "enterprise.rd_deduction.rd_total.equation"],
            Broken(content));
    }

    [Fact]
    public void Check_OverseasIndividuals_NeverCount()
    {
        var content = VectorA;
        content.OutsourcedOverseasIndividual = "5000";
        content.Outsourced = "105000";

        Assert.Empty(Broken(content));
    }

    [Theory]
    [InlineData("605000.01", true)]
    [InlineData("604999.99", true)]
    [InlineData("605000.02", false)]
    public void Check_OneFen_IsTolerated(string ownTotal, bool sound)
    {
        var content = VectorA;
        content.OwnTotal = ownTotal;

        Assert.Equal(!sound, Broken(content).Contains("enterprise.rd_deduction.own_total.equation"));
    }

    [Fact]
    public void Check_LimitWithEndlessFraction_MayBeRounded()
    {
        var content = VectorA;
        (content.OtherActual, content.OtherAllowed) = ("70000", "65777.78");
        (content.OwnTotal, content.RdTotal, content.Expensed) = ("657777.78", "737777.78", "525777.78");
        (content.DeductibleTotal, content.AfterSpecialIncome, content.Deduction) = ("525777.78", "515777.78", "515777.78");

        Assert.Empty(Broken(content));
    }

    [Fact]
    public void Check_ExpensedAndCapitalised_AreOnlyAWarning()
    {
        var content = VectorA;
        content.Capitalised = "0";

        var verdict = _rules.Check(Sound.Of(content));

        Assert.Equal(["enterprise.rd_deduction.expensed.equation"], verdict.Violations.Select(violation => violation.Rule));
        Assert.False(verdict.Holds);
    }

    [Fact]
    public void Check_Details_CountOnlyWhereAnyIsFiled()
    {
        var content = VectorA;
        content.PersonnelWages = "400000";
        Assert.Equal(["enterprise.rd_deduction.personnel.equation"], Broken(content));

        content.PersonnelExternal = "100000";

        Assert.Empty(Broken(content));
    }

    [Fact]
    public void Check_MaterialsAboveCosts_AreCarriedForward()
    {
        var content = VectorA;
        (content.MaterialCurrent, content.MaterialCarried) = ("400000", "100000");
        (content.Deduction, content.CarriedForward) = ("0", "37000");
        Assert.Empty(Broken(content));

        content.CarriedForward = "";

        Assert.Equal(["enterprise.rd_deduction.carried_forward.equation"], Broken(content));
    }

    [Fact]
    public void Check_HigherRate_RaisesTheDeduction()
    {
        var content = VectorA;
        content.Rate = "120";
        Assert.Equal(["enterprise.rd_deduction.deduction.equation"], Broken(content));

        content.Deduction = "555600";

        Assert.Empty(Broken(content));
    }

    [Fact]
    public void Check_YearWithTwoRates_LeavesTheDeductionAlone()
    {
        var content = VectorA;
        (content.TaxYear, content.FormVersion, content.Rate, content.Deduction) = ("2022", "2022", "75", "376187.50");

        Assert.Empty(Broken(content));
    }

    [Fact]
    public void Check_YearBeforeTheOneLimit_LeavesOtherCostsAlone()
    {
        var content = VectorB;
        (content.TaxYear, content.FormVersion, content.Rate) = ("2020", "2018", "75");
        (content.OtherAllowed, content.OwnTotal, content.OverseasAllowed) = ("90", "990", "713.33");
        (content.RdTotal, content.Expensed, content.DeductibleTotal) = ("1783.33", "1783.33", "1783.33");
        (content.AfterSpecialIncome, content.Deduction) = ("1783.33", "1337.50");

        Assert.Empty(Broken(content));
    }

    [Theory]
    [InlineData("2016", "50", true)]
    [InlineData("2016", "75", false)]
    [InlineData("2017", "75", true)]
    [InlineData("2019", "75", true)]
    [InlineData("2019", "100", false)]
    [InlineData("2021", "100", true)]
    [InlineData("2023", "100", true)]
    [InlineData("2023", "75", false)]
    [InlineData("2027", "120", true)]
    [InlineData("2028", "120", false)]
    public void Check_Rate_IsOneOfItsTaxYear(string year, string rate, bool sound)
    {
        var content = Sound.RdDeduction;
        (content.TaxYear, content.Rate) = (year, rate);

        Assert.Equal(sound ? [] : ["enterprise.rd_deduction.rate.tax_year"], Broken(content));
    }

    [Fact]
    public void Check_AnyTextInAnyLine_NeverThrowsAndIsNeverShown() => Gen.Select(Gen.String, Gen.Int[4, 55]).Sample((text, number) =>
    {
        var content = VectorA;
        RdDeduction.Descriptor.FindFieldByNumber(number).Accessor.SetValue(content, text);

        return _rules.Check(Sound.Of(content)).Violations.All(violation => violation.Value.Length == 0);
    });

    private static IEnumerable<string> Broken(RdDeduction content) =>
        _rules.Check(Sound.Of(content)).Violations.Select(violation => violation.Rule).ToList();
}
