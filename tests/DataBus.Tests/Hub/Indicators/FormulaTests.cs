using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators;

/// <summary>What counts and what does not, indicator by indicator.</summary>
public sealed class FormulaTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Fact]
    public void ContractTotal_CountsEachContractSoldHereOnce()
    {
        var figure = Of(
            "JN-02",
            Given.Contract("1", "2026-03-01", "150000000"),
            Given.Contract("2", "2026-03-01", "100000000", state: "CANCELLED"),
            Given.Contract("3", "2026-03-01", "100000000"),
            Given.Contract("4", "2026-04-01", "120000000", replaces: "3"),
            Given.Contract("5", "2026-04-01", "100000000", state: "CANCELLED", replaces: "1"),
            Given.Contract("6", "2026-03-01", "100000000", district: "120104"),
            Given.Contract("7", "2024-12-31", "100000000"),
            Given.Contract("8", "2026-11-25", "100000000"),
            Given.Contract("9", "2026-11-24", amount: null));

        Assert.Equal("2.7", figure.Value);
        Assert.Equal(["270000000", "1"], figure.Inputs.Select(input => input.Value));
    }

    [Fact]
    public void ContractTotal_IsCutToTenThousandYuan() => Assert.Equal("0.9999", Of("JN-02", Given.Contract("1", "2026-03-01", "99999999.99")).Value);

    [Theory]
    [InlineData("100", "110.001", "10")]
    [InlineData("300", "299.999", "-0.01")]
    public void ContractGrowth_ComparesTheSameDays(string before, string now, string growth)
    {
        var figure = Of(
            "JN-20",
            Given.Contract("1", "2025-11-24", before),
            Given.Contract("2", "2025-11-25", "1000"),
            Given.Contract("3", "2026-11-24", now),
            Given.Contract("4", "2025-01-01", "0"));

        Assert.Equal(growth, figure.Value);
    }

    [Fact]
    public void ContractGrowth_NothingTheYearBefore_SaysThatTheBaselineIsMissing()
    {
        var figure = Of("JN-20", Given.Contract("1", "2026-11-24", "100"));

        Assert.False(figure.HasValue);
        Assert.Contains("缺上年同期基线", figure.NoteZh, StringComparison.Ordinal);
    }

    [Fact]
    public void Conversions_CountAgreementsAndResults()
    {
        var figure = Of(
            "JN-05",
            Given.Institution(Given.University),
            Given.Label(Given.Sme, "T1", "2026-01-01", "2026-06-30"),
            Given.Agreement("甲", "1", "2026-02-01"),
            Given.Agreement("甲", "2", "2026-03-01", state: "PAYING"),
            Given.Agreement("乙", "3", "2026-06-30"),
            Given.Agreement("丙", "4", "2026-03-01", state: "TERMINATED"),
            Given.Agreement("丁", "5", "2026-07-01"));

        Assert.Equal("3", figure.Value);
        Assert.Equal(["3", "2", "1"], figure.Inputs.Select(input => input.Value));
    }

    [Theory]
    [InlineData("UNIVERSITY", "VALID", "1")]
    [InlineData("RESEARCH_INSTITUTE", "VALID", "1")]
    [InlineData("HOSPITAL", "VALID", "0")]
    [InlineData("UNIVERSITY", "WITHDRAWN", "0")]
    public void Conversions_WhoSuppliesAndWhoUses_Decides(string supplier, string label, string count) => Assert.Equal(count, Of(
        "JN-05",
        Given.Agreement("甲", "1", "2026-02-01"),
        Given.Institution(Given.University, supplier),
        Given.Label(Given.Sme, "T1", "2026-01-01", state: label)).Value);

    [Fact]
    public void Park_TellsRegisteredResidentAndPotential()
    {
        Change[] roll =
        [
            Given.Residency("1", "REGISTERED", "2025-01-01"),
            Given.Residency("2", "RESIDENT", "2025-01-01", "2026-11-24"),
            Given.Residency("3", "RESIDENT", "2025-01-01", "2026-11-25"),
            Given.Residency("4", "LEFT", "2025-01-01", "2025-02-01"),
            Given.Residency("5", "RESIDENT", "2025-01-01", "2025-02-01", park: "theme_haihe_ic"),
            Given.Listing("2", "CULTIVATED", hasPotential: true),
            Given.Listing("4", "CULTIVATED", hasPotential: true),
            Given.Listing("5", "CULTIVATED", hasPotential: true),
        ];

        var registered = Of("JN-06", roll);

        Assert.Equal(("4", "2"), (registered.Value, registered.Inputs[1].Value));
        Assert.Equal("1", Of("JN-07", roll).Value);
        Assert.Equal("1", Of("JN-08", roll).Value);
    }

    [Fact]
    public void Origins_CountBeijingFromTheFirstDayOn() => Assert.Equal("1", Of(
        "JN-11",
        Given.Origin("1", "BEIJING", "2026-01-01"),
        Given.Origin("2", "BEIJING", "2025-12-31"),
        Given.Origin("3", "HEBEI", "2026-01-01")).Value);

    [Fact]
    public void Listed_WithoutBaseline_GivesNoNumberButTheCount()
    {
        var missing = Of("JN-15", Given.Listing("1", "LISTED"), Given.Listing("2", "FILED"));
        var given = Of("JN-15", Given.Listing("1", "LISTED"), Given.Reported("JN-15", "2025-12-31", "3"));

        Assert.False(missing.HasValue);
        Assert.Contains("2025-12-31", missing.NoteZh, StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single(missing.Inputs).Value);
        Assert.Equal(("1", "-2"), (given.Value, given.Inputs[^1].Value));
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "50")]
    [InlineData(9, "50")]
    [InlineData(10, "100")]
    public void ResearchShare_TellsFullFivesOnly(int filers, string? share)
    {
        var industry = Enumerable.Range(0, 10).Select(number => Given.Mark($"{number}", "INDUSTRY"));
        var filed = Enumerable.Range(0, filers).Select(number => Given.Deduction($"{number}", "2025"));

        var figure = Of("JN-16", [.. industry, .. filed, Given.Mark("x", "SERVICE"), Given.Deduction("x", "2025"), Given.Deduction("9", "2024")]);

        Assert.Equal(share, figure.HasValue ? figure.Value : null);
        Assert.Equal(share is null, figure.NoteZh.Contains("不足 5 户", StringComparison.Ordinal));
        Assert.DoesNotContain(figure.Inputs, input => input.Value == $"{filers}" && filers % 5 != 0);
    }

    [Fact]
    public void ResearchShare_BeforeTheSettlement_LooksAYearFurtherBack()
    {
        Change[] given = [.. Enumerable.Range(0, 5).SelectMany(number => new[] { Given.Mark($"{number}", "INDUSTRY"), Given.Deduction($"{number}", "2025") })];

        Assert.False(Given.FigureOf("JN-16", new DateOnly(2026, 5, 31), given).HasValue);
        Assert.Equal("100", Given.FigureOf("JN-16", new DateOnly(2026, 6, 1), given).Value);
    }

    [Fact]
    public void Raised_CountsServicesThatRoseOrBecameStrongOnce()
    {
        var figure = Of(
            "JN-21",
            Given.Mark("1", "SERVICE", isService: true, since: "2026", strengthened: "2026"),
            Given.Mark("2", "SERVICE", isService: true, since: "2025"),
            Given.Mark("3", "NONE", isService: true, since: "2026"),
            Given.Mark("4", "SERVICE", since: "2026"),
            Given.Mark("5", "SERVICE", isService: true, since: "2020", strengthened: "2026"));

        Assert.Equal("2", figure.Value);
        Assert.Equal(["1", "2"], figure.Inputs.Select(input => input.Value));
    }

    private static Figure Of(string code, params Change[] changes) => Given.FigureOf(code, _today, changes);
}
