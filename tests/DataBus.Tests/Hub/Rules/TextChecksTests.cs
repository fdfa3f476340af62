using CsCheck;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Rules;

public sealed class TextChecksTests
{
    [Theory]
    [InlineData("-0.01", "min")]
    [InlineData("0", null)]
    [InlineData("100.000000", null)]
    [InlineData("100.000001", "max")]
    [InlineData("1e9", "format")]
    public void Range_OfNumbers_IncludesBothEnds(string value, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], Broken(new FieldSpec { Format = Format.Decimal, Min = "0", Max = "100" }, value));

    [Theory]
    [InlineData("1985-03-31", "min")]
    [InlineData("1985-04-01", null)]
    [InlineData("2000-01-01", null)]
    [InlineData("2000-01-02", "max")]
    public void Range_OfDates_IncludesBothEnds(string value, string? rule) =>
        Assert.Equal(
            rule is null ? [] : [rule],
            Broken(new FieldSpec { Format = Format.Date, Min = "1985-04-01", Max = "2000-01-01" }, value));

    [Fact]
    public void Warn_NamedCheck_IsAWarningAndOthersStayErrors()
    {
        var factory = Factory(new FieldSpec { Pattern = "a+", MaxLength = 2, Warn = { "pattern" }, RulesVersion = 3 }, out var checks);

        var broken = checks.Select(check => check("bbb")!).ToList();

        Assert.Equal(
            [("max_length", Severity.Error), ("pattern", Severity.Warning)],
            broken.Select(rule => (rule.Id["test.field.".Length..], rule.Severity)));
        Assert.All(broken, rule => Assert.Equal(3u, rule.Version));
        Assert.Equal(2, factory.Made.Count);
    }

    [Theory]
    [InlineData(@"\d+")]
    [InlineData(@"[\w]")]
    public void Pattern_WithUnicodeClasses_StopsTheStart(string pattern) =>
        Assert.Throws<InvalidOperationException>(() => Factory(new FieldSpec { Pattern = pattern }, out _));

    [Fact]
    public void CodeTable_ThatDoesNotExist_StopsTheStart() =>
        Assert.Throws<InvalidOperationException>(() => Factory(new FieldSpec { CodeTable = "no_such_table" }, out _));

    [Fact]
    public void Limit_WithoutOrder_StopsTheStart() =>
        Assert.Throws<InvalidOperationException>(() => Factory(new FieldSpec { Min = "1" }, out _));

    [Fact]
    public void Limit_ThatIsNoValue_StopsTheStart() =>
        Assert.Throws<InvalidOperationException>(() => Factory(new FieldSpec { Format = Format.Date, Min = "0" }, out _));

    [Fact]
    public void Warn_OfACheckThatTheFieldHasNot_StopsTheStart() =>
        Assert.Throws<InvalidOperationException>(() => Factory(new FieldSpec { Warn = { "pattern" } }, out _).DemandKnownWarnings());

    [Fact]
    public void AnyChecks_AnyText_AreJudgedAndNeverThrow()
    {
        var spec = new FieldSpec
        {
            Pattern = "(A|[0-9]){2,}\\.?",
            MaxLength = 3,
            Format = Format.Decimal,
            Min = "-5",
            Max = "5",
            CodeTable = "level",
        };
        Factory(spec, out var checks);

        Gen.String.Sample(text =>
        {
            foreach (var check in checks)
                check(text);
        });
    }

    private static FieldRuleFactory Factory(FieldSpec spec, out TextCheck[] checks)
    {
        var factory = new FieldRuleFactory("test", "field", spec, CodeBook.OfTheContract);
        checks = TextChecks.Compile(spec, factory);
        return factory;
    }

    private static IEnumerable<string> Broken(FieldSpec spec, string value)
    {
        Factory(spec, out var checks);
        return checks.Select(check => check(value)).OfType<Rule>().Select(rule => rule.Id["test.field.".Length..]);
    }
}
