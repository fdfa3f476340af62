using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class KeyRulesTests
{
    [Theory]
    [InlineData("enterprise/uscc/91120112712847285B")]
    [InlineData("enterprise/uscc/91420100685445150P")]
    [InlineData("enterprise/regno/320404000005886")]
    [InlineData("enterprise/local/market-regulation:津南办2026-000123/1")]
    [InlineData("platform/cert/天津市科技局:津科概验〔2024〕3号")]
    [InlineData("platform/local/science:P-7")]
    [InlineData("achievement/patent/CN102307917")]
    [InlineData("achievement/contract/天津市科技局:2025120112000001")]
    [InlineData("indicator/code/JN-01")]
    [InlineData("achievement/project/天津市科技局:25ZXRGGX00010")]
    [InlineData("achievement/local/science.innovation:XQ-2026-017")]
    [InlineData("indicator/code/T-21")]
    [InlineData("indicator/local/plan-office.meetings:2026-Q3")]
    public void Check_SoundKey_FindsNothing(string text)
    {
        Assert.True(KeyText.TryParse(text, out var key));

        Assert.Null(KeyRules.Check(key));
        Assert.Equal(text, KeyText.Format(key));
    }

    [Theory]
    [InlineData("enterprise/patent/CN102307917", "key.scheme")]
    [InlineData("enterprise/USCC/91120112712847285B", "key.scheme")]
    [InlineData("enterprise/uscc/91510105792171499Y", "key.value.check_digit")]
    [InlineData("enterprise/uscc/91350211M00013FA1N", "key.value.check_digit")]
    [InlineData("enterprise/uscc/9133041167476471x2", "key.value.format")]
    [InlineData("enterprise/uscc/ 91120112712847285B", "key.value.format")]
    [InlineData("enterprise/uscc/320404000005886", "key.value.format")]
    [InlineData("enterprise/regno/320404000005887", "key.value.check_digit")]
    [InlineData("enterprise/regno/32040400000588６", "key.value.format")]
    [InlineData("enterprise/local/没有编号单位", "key.value.format")]
    [InlineData("achievement/patent/CN102307917A", "key.value.format")]
    [InlineData("achievement/patent/CN902307917", "key.value.format")]
    [InlineData("indicator/code/JN-1", "key.value.format")]
    [InlineData("indicator/code/X-01", "key.value.format")]
    [InlineData("indicator/local/2026-Q3", "key.value.format")]
    [InlineData("achievement/project/25ZXRGGX00010", "key.value.format")]
    public void Check_UnsoundKey_NamesTheRule(string text, string rule)
    {
        Assert.True(KeyText.TryParse(text, out var key));

        var violation = KeyRules.Check(key);

        Assert.Equal(rule, violation?.Rule);
        Assert.Equal(Severity.Error, violation!.Severity);
        Assert.NotEmpty(violation.MessageZh);
        Assert.NotEmpty(violation.MessageEn);
    }

    [Fact]
    public void Check_WrongCheckCharacter_SaysWhatWouldBeRight()
    {
        var violation = KeyRules.Check(new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91510105792171499Y" });

        Assert.Contains("应为 1", violation!.MessageZh, StringComparison.Ordinal);
        Assert.Equal("91510105792171499Y", violation.Value);
    }

    [Fact]
    public void Check_NoKeyOrNoKind_NamesTheKind()
    {
        Assert.Equal("key.kind", KeyRules.Check(null)?.Rule);
        Assert.Equal("key.kind", KeyRules.Check(new Key { Scheme = "uscc", Value = "1" })?.Rule);
    }

    [Fact]
    public void Check_TooLongValue_CountsCharactersNotUnits()
    {
        var longest = "a:" + string.Concat(Enumerable.Repeat("𠮷", KeyRules.MaxValueLength - 2));

        Assert.Null(KeyRules.Check(new Key { Kind = Kind.Platform, Scheme = "local", Value = longest }));
        Assert.Equal("key.value.length", KeyRules.Check(new Key { Kind = Kind.Platform, Scheme = "local", Value = longest + "b" })?.Rule);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("enterprise/uscc")]
    [InlineData("enterprise//1")]
    [InlineData("enterprise/uscc/")]
    [InlineData("Enterprise/uscc/1")]
    [InlineData("thing/uscc/1")]
    public void TryParse_NoKey_IsFalse(string? text)
    {
        Assert.False(KeyText.TryParse(text, out _));
    }
}
