using CsCheck;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Rules;

public sealed class FormatChecksTests
{
    private static readonly Gen<string> _anyText = Gen.OneOf(
        Gen.String,
        Gen.Char["09１９-－.XxCNI\n\u3000\uD842\uDFB7*＊张+e"].Array[0, 20]
            .Select(letters => new string(letters)));

    [Theory]
    [InlineData("2024-02-29", true)]
    [InlineData("2023-02-29", false)]
    [InlineData("2023-2-9", false)]
    [InlineData("2023/02/09", false)]
    [InlineData("2023-02-09 ", false)]
    [InlineData("2023-02-09\n", false)]
    [InlineData("２０２３-０２-０９", false)]
    [InlineData("0000-01-01", false)]
    public void Date_MustExist(string value, bool sound) => Assert.Equal(sound ? null : "format", Broken(Format.Date, value));

    [Theory]
    [InlineData("0", true)]
    [InlineData("-12.50", true)]
    [InlineData("1234567890123456789012.123456", true)]
    [InlineData("12345678901234567890123", false)]
    [InlineData("1.1234567", false)]
    [InlineData("1e5", false)]
    [InlineData("1,000", false)]
    [InlineData("+1", false)]
    [InlineData("--1", false)]
    [InlineData(".5", false)]
    [InlineData("5.", false)]
    [InlineData(" 5", false)]
    [InlineData("５", false)]
    public void Decimal_IsPlainAndExact(string value, bool sound) => Assert.Equal(sound ? null : "format", Broken(Format.Decimal, value));

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
    public void Uscc_OfRealEntities_IsSound(string value) => Assert.Null(Broken(Format.Uscc, value));

    [Theory]
    [InlineData("91522625QWER12345E", "check_digit")]
    [InlineData("91510105792171499Y", "check_digit")]
    [InlineData("91350211M00013FA1N", "check_digit")]
    [InlineData("91420100685445150P", "org_check_digit")]
    [InlineData("9133041167476471x2", "format")]
    [InlineData("320404000005886", "format")]
    [InlineData("无", "format")]
    [InlineData("-1", "format")]
    public void Uscc_OfRealMistakes_BreaksItsRule(string value, string rule) => Assert.Equal(rule, Broken(Format.Uscc, value));

    [Fact]
    public void Uscc_OrganisationCodeAlone_IsAWarning()
    {
        var rule = Compile(Format.Uscc)("91420100685445150P");

        Assert.Equal(Severity.Warning, rule!.Severity);
    }

    [Theory]
    [InlineData("achievement/patent/CN107293749", null)]
    [InlineData("achievement/project/天津市科技局:25ZXRGGX00010", null)]
    [InlineData("enterprise/uscc/91120112712847285B", null)]
    [InlineData("enterprise/uscc/91510105792171499Y", "format")]
    [InlineData("achievement/patent/CN107293749B", "format")]
    [InlineData("thing/local/a:b", "format")]
    [InlineData("CN107293749", "format")]
    public void Key_IsThatOfAnEntity(string value, string? rule) => Assert.Equal(rule, Broken(Format.Key, value));

    [Theory]
    [InlineData("320404000005886", null)]
    [InlineData("320404000005887", "check_digit")]
    [InlineData("32040400000588", "format")]
    [InlineData("３20404000005886", "format")]
    public void Regno_HasFifteenDigitsAndACheckDigit(string value, string? rule) => Assert.Equal(rule, Broken(Format.Regno, value));

    [Theory]
    [InlineData("2017106018623", null)]
    [InlineData("201721340237X", null)]
    [InlineData("2011800375 44X", "format")]
    [InlineData("95115608X", null)]
    [InlineData("971017654", null)]
    [InlineData("2018216451208", "check_digit")]
    [InlineData("201821645120.7", "format")]
    [InlineData("2.02E+12", "format")]
    [InlineData("201721340237x", "format")]
    public void ApplicationNumber_HasACheckCharacter(string value, string? rule) =>
        Assert.Equal(rule, Broken(Format.ApplicationNumber, value));

    [Theory]
    [InlineData("CN102307917A", true)]
    [InlineData("CN102307917C1", true)]
    [InlineData("CN102307917", false)]
    [InlineData("CN102307917AA", false)]
    [InlineData("cn102307917A", false)]
    [InlineData("CN10230791７A", false)]
    public void DocumentNumber_HasAKindLetter(string value, bool sound) =>
        Assert.Equal(sound ? null : "format", Broken(Format.DocumentNumber, value));

    [Theory]
    [InlineData("张**", true)]
    [InlineData("欧阳**", true)]
    [InlineData("𠮷**", true)]
    [InlineData("J**", true)]
    [InlineData("张三", false)]
    [InlineData("张伟**", false)]
    [InlineData("张*", false)]
    [InlineData("张***", false)]
    [InlineData("张**丰", false)]
    [InlineData("?**", false)]
    [InlineData("**", false)]
    public void MaskedName_HidesTheGivenName(string value, bool sound) =>
        Assert.Equal(sound ? null : "format", Broken(Format.MaskedName, value));

    [Theory]
    [InlineData(Format.Year, "2026", true)]
    [InlineData(Format.Year, "２０２６", false)]
    [InlineData(Format.Year, "26", false)]
    [InlineData(Format.Currency, "CNY", true)]
    [InlineData(Format.Currency, "cny", false)]
    [InlineData(Format.Currency, "ＣＮＹ", false)]
    public void Shape_IsAsciiOnly(Format format, string value, bool sound) => Assert.Equal(sound ? null : "format", Broken(format, value));

    [Fact]
    public void AnyFormat_AnyText_IsJudgedAndNeverThrows()
    {
        var checks = Enum.GetValues<Format>().Where(format => format != Format.Unspecified).Select(Compile).ToList();

        _anyText.Sample(text =>
        {
            foreach (var check in checks)
                check(text);
        });
    }

    [Fact]
    public void Decimal_AnySoundText_IsReadExactly() => Gen.Select(Gen.Long, Gen.Int[0, 6]).Sample((units, scale) =>
    {
        var number = units / (decimal)Math.Pow(10, scale);
        var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        return Amount.Read(text) == number;
    });

    [Fact]
    public void Uscc_AnySingleWrongCharacter_IsNoticed()
    {
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var check = Compile(Format.Uscc);

        Gen.Select(Gen.Int[0, 17], Gen.Char[Alphabet]).Sample((place, letter) =>
        {
            var spoilt = string.Concat(Sound.Uscc.AsSpan(0, place), letter.ToString(), Sound.Uscc.AsSpan(place + 1));

            return spoilt == Sound.Uscc == (check(spoilt) is null);
        });
    }

    private static TextCheck Compile(Format format) =>
        FormatChecks.Compile(format, new FieldRuleFactory("test", "field", new FieldSpec { Format = format }, CodeBook.OfTheContract));

    private static string? Broken(Format format, string value) => Compile(format)(value)?.Id["test.field.".Length..];
}
