using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Rules.Spanning;

public sealed class SpanningRulesTests
{
    private static readonly RuleSet _rules = RuleSet.OfTheContract;

    [Fact]
    public void Registration_ApprovedBeforeEstablished_IsHeld()
    {
        var content = Sound.Registration;
        content.ApprovedOn = "2019-02-28";

        AssertBroken(Sound.Of(content), "enterprise.registration.approved_on.order", holds: true);
    }

    [Fact]
    public void Registration_ApprovedOnTheDayItWasEstablished_IsSound()
    {
        var content = Sound.Registration;
        content.ApprovedOn = content.EstablishedOn;

        Assert.Empty(_rules.Check(Sound.Of(content)).Violations);
    }

    [Fact]
    public void Registration_TermThatEndsBeforeItBegins_IsHeld()
    {
        var content = Sound.Registration;
        (content.TermFrom, content.TermTo) = ("2020-01-01", "2019-12-31");

        AssertBroken(Sound.Of(content), "enterprise.registration.term_to.order", holds: true);
    }

    [Fact]
    public void Registration_FewYuan_AreSuspectAndStored()
    {
        var content = Sound.Registration;
        content.Capital = new Capital { Amount = "50", Unit = "元", Currency = "CNY", Raw = "50人民币元" };

        AssertBroken(Sound.Of(content), "enterprise.registration.capital.amount.unit", holds: false);
    }

    [Fact]
    public void Registration_TenThousandYuan_AreSound()
    {
        var content = Sound.Registration;
        content.Capital = new Capital { Amount = "10000", Unit = "元", Currency = "CNY", Raw = "10000元" };

        Assert.Empty(_rules.Check(Sound.Of(content)).Violations);
    }

    [Fact]
    public void Registration_AmountWithoutUnit_IsAWarning()
    {
        var content = Sound.Registration;
        content.Capital.Unit = "";

        AssertBroken(Sound.Of(content), "enterprise.registration.capital.unit.missing", holds: false);
    }

    [Fact]
    public void Registration_IndustryOfAnotherSection_IsAWarning()
    {
        var content = Sound.Registration;
        content.IndustrySection = "I";

        AssertBroken(Sound.Of(content), "enterprise.registration.industry_code.section", holds: false);
    }

    [Fact]
    public void Registration_CodeOfAnotherEntity_IsHeld()
    {
        var content = Sound.Registration;
        content.Uscc = "914403001922038216";

        AssertBroken(Sound.Of(content), "enterprise.registration.uscc.key", holds: true);
    }

    [Fact]
    public void Registration_UnderAnOldNumber_MayStateItsCode()
    {
        var change = Sound.Of(Sound.Registration);
        change.Key = new Key { Kind = Kind.Enterprise, Scheme = "regno", Value = "320404000005886" };

        Assert.Empty(_rules.Check(change).Violations);
    }

    [Fact]
    public void TierLabel_ThatEndsBeforeItBegins_IsHeld()
    {
        var content = Sound.TierLabel;
        content.ValidTo = "2024-12-31";

        AssertBroken(Sound.Of(content), "enterprise.tier_label.valid_to.order", holds: true);
    }

    [Fact]
    public void Platform_RevokedBeforeRecognised_IsHeld()
    {
        var content = Sound.Platform;
        (content.State, content.RevokedOn) = ("REVOKED", "2023-05-31");

        AssertBroken(Sound.Of(content), "platform.profile.revoked_on.order", holds: true);
    }

    [Fact]
    public void Publication_FiledInAnotherYearThanItsNumberSays_IsAWarning()
    {
        var content = Sound.Publication;
        content.FiledOn = "2016-12-30";

        AssertBroken(Sound.Of(content), "achievement.publication.application_number.year", holds: false);
    }

    [Fact]
    public void Publication_WhoseApplicationNumberIsLost_IsAWarning()
    {
        var content = Sound.Publication;
        content.ApplicationNumber = "";

        AssertBroken(Sound.Of(content), "achievement.publication.application_number.missing", holds: false);
    }

    [Theory]
    [InlineData("95115608X", "1995-08-01")]
    [InlineData("031000010", "2003-01-01")]
    public void Publication_OldNumber_TellsItsYearByTwoDigits(string number, string filedOn)
    {
        var content = Sound.Publication;
        (content.ApplicationNumber, content.FiledOn) = ($"{number[..8]}{CheckDigits.ApplicationNumber(number.AsSpan(0, 8))}", filedOn);

        Assert.Empty(_rules.Check(Sound.Of(content)).Violations);
    }

    [Fact]
    public void Publication_KindOfAnotherLetter_IsHeld()
    {
        var content = Sound.Publication;
        content.Kind = "A";

        AssertBroken(Sound.Of(content), "achievement.publication.kind.document_number", holds: true);
    }

    [Fact]
    public void Publication_NumberOfAnotherType_IsAWarning()
    {
        var content = Sound.Publication;
        (content.Kind, content.DocumentNumber) = ("U", "CN107293749U");

        AssertBroken(Sound.Of(content), "achievement.publication.document_number.type", holds: false);
    }

    [Fact]
    public void Publication_UnderTheKeyOfAnotherPatent_IsHeld()
    {
        var change = Sound.Of(Sound.Publication);
        change.Key.Value = "CN107293748";

        AssertBroken(change, "achievement.publication.document_number.key", holds: true);
    }

    [Fact]
    public void Licence_ThatEndsBeforeItBegins_IsHeld()
    {
        var content = Sound.Licence;
        content.TermTo = "2025-01-14";

        AssertBroken(Sound.Of(content), "achievement.licence.term_to.order", holds: true);
    }

    [Theory]
    [InlineData("2025-04-15", true)]
    [InlineData("2025-04-16", false)]
    public void Licence_FiledLate_IsAWarning(string filedOn, bool sound)
    {
        var content = Sound.Licence;
        content.FiledOn = filedOn;

        if (sound)
            Assert.Empty(_rules.Check(Sound.Of(content)).Violations);
        else
            AssertBroken(Sound.Of(content), "achievement.licence.filed_on.late", holds: false);
    }

    [Theory]
    [InlineData("2022-12-31", null)]
    [InlineData("2026Q3", null)]
    [InlineData("2026", null)]
    [InlineData("2022-02-30", "indicator.observation.period.day")]
    [InlineData("2026Q5", "indicator.observation.period.pattern")]
    public void Observation_Period_IsOneThatExists(string period, string? rule)
    {
        var change = Sound.Of(new Observation { Period = period, Reporter = "区科技局", Value = "12", AsOf = "2022-12-31" });

        Assert.Equal(rule is null ? [] : [rule], _rules.Check(change).Violations.Select(violation => violation.Rule));
    }

    [Fact]
    public void Observation_OfNothing_IsHeld() => AssertBroken(
        Sound.Of(new Observation { Period = "2026", Reporter = "区科技局", AsOf = "2026-12-31" }),
        "indicator.observation.value.or_rank",
        holds: true);

    [Theory]
    [InlineData("1.5", "", true)]
    [InlineData("", "缺 2022 年末基线", true)]
    [InlineData("", "", false)]
    [InlineData("1.5", "缺 2022 年末基线", false)]
    public void Figure_IsANumberOrSaysWhyNot(string value, string note, bool sound)
    {
        var change = Sound.Of(new Figure { AsOf = "2026-11-24", NoteZh = note });
        if (value.Length > 0)
            change.Figure.Value = value;

        Assert.Equal(sound ? [] : ["indicator.figure.value.or_note"], _rules.Check(change).Violations.Select(violation => violation.Rule));
    }

    private static void AssertBroken(Change change, string rule, bool holds)
    {
        var verdict = _rules.Check(change);

        Assert.Equal([rule], verdict.Violations.Select(violation => violation.Rule));
        Assert.Equal(holds, verdict.Holds);
    }
}
