using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class CheckDigitsTests
{
    [Theory]
    [InlineData("914403001922038216")]
    [InlineData("91440300192317458F")]
    [InlineData("9152000071430580XT")]
    [InlineData("91440400192548256N")]
    [InlineData("91330000733796106P")]
    [InlineData("911100001011016602")]
    [InlineData("91110000710926094P")]
    [InlineData("91120112712847285B")]
    [InlineData("91120000103065501J")]
    [InlineData("91120118MA0603879K")]
    [InlineData("91350100M000100Y43")]
    public void IsUscc_RealCodeOrStandardsExample_IsSoundInBothChecks(string code)
    {
        Assert.True(CheckDigits.IsUscc(code));
        Assert.True(CheckDigits.HasSoundOrganisationCode(code));
        Assert.Equal(code[17], CheckDigits.Uscc(code.AsSpan(0, 17)));
        Assert.Equal(code[16], CheckDigits.OrganisationCode(code.AsSpan(8, 8)));
    }

    [Theory]
    [InlineData("91522625QWER12345E", 'Q')]
    [InlineData("91510105792171499Y", '1')]
    [InlineData("91350100M000100Y4Z", '3')]
    public void IsUscc_WrongCheckCharacter_IsNot(string code, char right)
    {
        Assert.False(CheckDigits.IsUscc(code));
        Assert.Equal(right, CheckDigits.Uscc(code.AsSpan(0, 17)));
    }

    [Theory]
    [InlineData("9133041167476471x2")]
    [InlineData("91350211M00013FA1N")]
    [InlineData("320404000005886")]
    [InlineData("企合苏总字第000001号")]
    [InlineData("无")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("９１１２０１１２７１２８４７２８５Ｂ")]
    [InlineData("91120112712847285B\n")]
    [InlineData("91I20112712847285B")]
    public void IsUscc_OtherShapesSeenInSources_IsNot(string code)
    {
        Assert.False(CheckDigits.IsUscc(code));
    }

    [Fact]
    public void IsUscc_OnlyTheOrganisationCodeIsWrong_IsStillACode()
    {
        const string Code = "91420100685445150P";

        Assert.True(CheckDigits.IsUscc(Code));
        Assert.False(CheckDigits.HasSoundOrganisationCode(Code));
        Assert.Equal('9', CheckDigits.OrganisationCode(Code.AsSpan(8, 8)));
    }

    [Theory]
    [InlineData("10110166-0", true)]
    [InlineData("101101660", true)]
    [InlineData("71430580-X", true)]
    [InlineData("10110166-1", false)]
    [InlineData("10110166:0", false)]
    [InlineData("1011016a-0", false)]
    [InlineData("1011016", false)]
    public void IsOrganisationCode_WithAndWithoutHyphen_TellsSoundFromUnsound(string code, bool sound)
    {
        Assert.Equal(sound, CheckDigits.IsOrganisationCode(code));
    }

    [Theory]
    [InlineData("320404000005886", true)]
    [InlineData("320404000005887", false)]
    [InlineData("32040400000588", false)]
    [InlineData("32040400000588X", false)]
    public void IsRegno_OldRegistrationNumbers_TellsSoundFromUnsound(string number, bool sound)
    {
        Assert.Equal(sound, CheckDigits.IsRegno(number));
    }

    [Theory]
    [InlineData("2017106018623")]
    [InlineData("2018216451207")]
    [InlineData("201721340237X")]
    [InlineData("201310003750X")]
    [InlineData("2019300257442")]
    [InlineData("201180037544X")]
    [InlineData("2015900012810")]
    [InlineData("95115608X")]
    [InlineData("971017654")]
    public void IsApplicationNumber_RealNumbers_AreSound(string number)
    {
        Assert.True(CheckDigits.IsApplicationNumber(number));
    }

    [Theory]
    [InlineData("2018216451208")]
    [InlineData("95115608x")]
    [InlineData("951156080")]
    [InlineData("201821645120.7")]
    [InlineData("2.0121E+12")]
    [InlineData("2017706018623")]
    [InlineData("")]
    public void IsApplicationNumber_ChangedOrDestroyed_IsNot(string number)
    {
        Assert.False(CheckDigits.IsApplicationNumber(number));
    }

    [Fact]
    public void Compute_WrongShape_GivesNull()
    {
        Assert.Null(CheckDigits.Uscc("911201127128472"));
        Assert.Null(CheckDigits.Uscc("9112011271284728o"));
        Assert.Null(CheckDigits.OrganisationCode("7128472-"));
        Assert.Null(CheckDigits.Regno("3204040000058a"));
        Assert.Null(CheckDigits.ApplicationNumber("2017106"));
    }
}
