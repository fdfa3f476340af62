using CsCheck;
using DataBus.Hub.Indicators;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators;

public sealed class FigureCalculatorTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    private static readonly FigureCalculator _calculator = new();

    private readonly List<Change> _changes = [];

    [Fact]
    public void Calculate_Codes_AreThoseThatTheExchangeComputes()
    {
        var codes = Calculate([]).Select(change => change.Key.Value);

        Assert.Equal(IndicatorDefinitions.All.Where(one => one.Method == "computed").Select(one => one.Code), codes);
    }

    [Fact]
    public void Calculate_NothingArrivedYet_SaysSoInsteadOfNone()
    {
        var figures = Calculate([]);

        Assert.All(figures, change => Assert.False(change.Figure.HasValue));
        Assert.All(figures, change => Assert.NotEmpty(change.Figure.NoteZh));
    }

    [Theory]
    [InlineData("2026-11-24", "2026-11-24", "1")]
    [InlineData("2026-11-25", "", "0")]
    [InlineData("2020-01-01", "2026-11-23", "0")]
    [InlineData("2020-01-01", "", "1")]
    public void Calculate_Validity_IncludesBothEnds(string from, string to, string count)
    {
        Label(1, "T3b", from, to);

        Assert.Equal(count, FigureOf("JN-13").Value);
    }

    [Fact]
    public void Calculate_SeveralCertificatesOfOneEnterprise_CountOnce()
    {
        Label(1, "T1", certificate: "2025-1");
        Label(1, "T1", certificate: "2026-1");
        Label(2, "T1", certificate: "2026-2");

        Assert.Equal("2", FigureOf("JN-14").Value);
    }

    [Fact]
    public void Calculate_WithdrawnLabel_DoesNotCountAndOneUnderReviewDoes()
    {
        Label(1, "T1", state: "WITHDRAWN");
        Label(2, "T1", state: "RENEWING");

        Assert.Equal("1", FigureOf("JN-14").Value);
    }

    [Fact]
    public void Calculate_ChampionsRatio_CountsNationalOnesAndEachEnterpriseOnce()
    {
        Label(1, "M2+");
        Label(2, "M2+");
        Label(2, "M3");
        Label(3, "M3");
        Label(4, "M3", level: "CITY");
        Label(5, "M2");
        Baseline("2");

        var figure = FigureOf("JN-12");

        Assert.Equal("1.5", figure.Value);
        Assert.Equal(["2", "2", "3", "3", "2"], figure.Inputs.Select(input => input.Value));
    }

    [Fact]
    public void Calculate_ChampionsRatio_IsCumulative()
    {
        Label(1, "M2+", from: "2021-01-01", to: "2023-12-31");
        Label(2, "M2+", from: "2021-01-01", to: "2023-12-31", state: "WITHDRAWN");
        Label(3, "M2+", from: "2026-12-01", to: "");
        Label(4, "M2+");
        Baseline("1");

        var figure = FigureOf("JN-12");

        Assert.Equal("2", figure.Value);
        Assert.Equal("1", figure.Inputs.Single(input => input.Name.StartsWith("其中", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void Calculate_ChampionsRatio_NeverRoundsUp()
    {
        for (var number = 0; number < 23; number++)
            Label(number, "M2+");
        Baseline("14");

        Assert.Equal("1.6428", FigureOf("JN-12").Value);
    }

    [Fact]
    public void Calculate_NoBaseline_GivesNoRatioAndSaysWhatIsMissing()
    {
        Label(1, "M2+");
        Baseline("9", period: "2021-11");

        var figure = FigureOf("JN-12");

        Assert.False(figure.HasValue);
        Assert.Contains("2022-12-31", figure.NoteZh, StringComparison.Ordinal);
        Assert.Equal("1", figure.Inputs[1].Value);
    }

    [Theory]
    [InlineData("14", "15")]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    public void Calculate_UnusableBaseline_GivesNoRatio(string one, string other)
    {
        Label(1, "M2+");
        Baseline(one);
        Baseline(other, reporter: "区工信局");

        Assert.False(FigureOf("JN-12").HasValue);
    }

    [Fact]
    public void Calculate_TwoReportersThatAgree_GiveTheBaseline()
    {
        Label(1, "M2+");
        Baseline("2");
        Baseline("2.0", reporter: "区工信局");

        Assert.Equal("0.5", FigureOf("JN-12").Value);
    }

    [Fact]
    public void Calculate_Platforms_CountsRecognisedMunicipalOnesByKind()
    {
        Platform(1, "enterprise_technology_centre");
        Platform(2, "enterprise_technology_centre", state: "REVIEWED");
        Platform(3, "enterprise_technology_centre", state: "REVOKED");
        Platform(4, "enterprise_technology_centre", state: "NURTURED");
        Platform(5, "enterprise_technology_centre", level: "NATIONAL");
        Platform(6, "enterprise_technology_centre", recognisedOn: "2026-11-25");
        Platform(7, "enterprise_key_laboratory", recognisedOn: "");

        Assert.Equal(["2", "1", "0"], new[] { "JN-17", "JN-18", "JN-19" }.Select(code => FigureOf(code).Value));
    }

    [Fact]
    public void Calculate_AnyInputs_GiveSoundFiguresWhateverTheirOrder()
    {
        var codes = Gen.OneOf("T1", "T3b", "M2+", "M3");
        var labels = Gen.Select(Gen.Int[0, 5], codes, Gen.OneOf("VALID", "WITHDRAWN"), Gen.OneOf("2026-01-01", "2026-12-01"))
            .Select((number, code, state, from) => LabelOf(number, code, from, "", state, "NATIONAL", $"{code}-{from}"))
            .Array[0, 20];
        var rules = RuleSet.OfTheContract;

        labels.Sample(drawn =>
        {
            // Two contents of one address are not one whatever their order.
            var distinct = drawn.DistinctBy(change => Addresses.Of(change)!.ToString()).ToArray();
            var one = Calculate(distinct);

            return one.SequenceEqual(Calculate([.. distinct.Reverse()])) && one.All(change => rules.Check(change).Violations.Count == 0);
        });
    }

    [Fact]
    public void SaySame_AllButTheRevision_IsCompared()
    {
        var figure = new Figure { Value = "1", AsOf = "2026-11-24", ComputedFrom = 1 };

        Assert.True(FigureCalculator.SaySame(figure, new Figure(figure) { ComputedFrom = 2 }));
        Assert.False(FigureCalculator.SaySame(figure, new Figure(figure) { AsOf = "2026-11-25" }));
    }

    [Fact]
    public void Constructor_DefinitionWithUnknownFormula_StopsTheStart() => Assert.Throws<InvalidOperationException>(
        () => new FigureCalculator([new IndicatorDefinition { Code = "JN-99", Method = "computed", FormulaRef = "no.such.formula" }]));

    private static Change LabelOf(int holder, string code, string from, string to, string state, string level, string certificate) => new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"test:{holder}" },
        TierLabel = new TierLabel { Code = code, Certificate = certificate, Level = level, ValidFrom = from, ValidTo = to, State = state },
    };

    private static IReadOnlyList<Change> Calculate(IReadOnlyList<Change> changes)
    {
        var book = new FactBook(_calculator.Measures, _today);
        foreach (var change in changes)
            book.Apply(change);
        _ = book.Settle(_today);
        return _calculator.Calculate(book, 7);
    }

    private Figure FigureOf(string code) => Calculate(_changes).Single(change => change.Key.Value == code).Figure;

    private void Label(
        int holder, string code, string from = "2025-01-01", string to = "2027-12-31", string state = "VALID",
        string level = "NATIONAL", string certificate = "1") => _changes.Add(LabelOf(holder, code, from, to, state, level, certificate));

    private void Platform(
        int number, string kind, string level = "CITY", string state = "RECOGNISED", string recognisedOn = "2024-01-01") => _changes.Add(new Change
        {
            Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"test:{number}" },
            PlatformProfile = new PlatformProfile { Kind = kind, Level = level, State = state, RecognisedOn = recognisedOn },
        });

    private void Baseline(string value, string period = "2022-12-31", string reporter = "区科技局") => _changes.Add(new Change
    {
        Key = PlanKeys.OfCode("JN-12"),
        Observation = new Observation { Period = period, Reporter = reporter, Value = value, AsOf = "2022-12-31" },
    });
}
