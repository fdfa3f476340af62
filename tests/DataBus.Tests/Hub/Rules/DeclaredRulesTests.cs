using DataBus.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Rules;

public sealed class DeclaredRulesTests
{
    private static readonly RuleSet _rules = RuleSet.OfTheContract;

    public static TheoryData<Change> SoundChanges =>
    [
        Sound.Of(Sound.Registration),
        Sound.Of(Sound.RdDeduction),
        Sound.Of(Sound.TierLabel),
        Sound.Of(Sound.Platform),
        Sound.Of(Sound.Publication),
        Sound.Of(Sound.Licence),
    ];

    [Theory]
    [MemberData(nameof(SoundChanges), DisableDiscoveryEnumeration = true)]
    public void Check_SoundContent_BreaksNothing(Change change)
    {
        var verdict = _rules.Check(change);

        Assert.Empty(verdict.Violations);
        Assert.True(verdict.RulesChecked > 5);
    }

    [Fact]
    public void Check_RequiredTextOfBlanks_IsHeldAsMissing()
    {
        var content = Sound.Registration;
        content.Name = " \u3000";

        var violation = Assert.Single(_rules.Check(Sound.Of(content)).Violations);

        Assert.Equal("enterprise.registration.name.required", violation.Rule);
        Assert.Equal("name", violation.Field);
        Assert.Equal(Severity.Error, violation.Severity);
        Assert.Equal(1u, violation.RuleVersion);
    }

    [Fact]
    public void Check_RequiredListThatIsEmpty_IsHeldAsMissing()
    {
        var content = Sound.Publication;
        content.Patentees.Clear();

        Assert.Equal(["achievement.publication.patentees.required"], Broken(Sound.Of(content)));
    }

    [Fact]
    public void Check_EmptyItemOfRequiredList_IsHeldAtItsPlace()
    {
        var content = Sound.Publication;
        content.Patentees.Add("");

        var violation = Assert.Single(_rules.Check(Sound.Of(content)).Violations);

        Assert.Equal("patentees[2]", violation.Field);
        Assert.Equal("achievement.publication.patentees.required", violation.Rule);
    }

    [Fact]
    public void Check_NestedFields_AreNamedByPlaceAndRuledByPath()
    {
        var content = Sound.Registration;
        content.Capital.Amount = "1,000";
        content.StateHistory.Add(new StateChange { State = "ACTIVE", Since = "2019-02-29" });

        var violations = _rules.Check(Sound.Of(content)).Violations;

        Assert.Equal(["capital.amount", "state_history[1].since"], violations.Select(violation => violation.Field));
        Assert.Equal(
            ["enterprise.registration.capital.amount.format", "enterprise.registration.state_history.since.format"],
            violations.Select(violation => violation.Rule));
    }

    [Fact]
    public void Check_UnknownFieldInNestedMessage_IsHeldAtItsPlace()
    {
        var content = Sound.Registration;
        content.StateHistory[0].MergeFrom([0xF8, 0x7F, 0x01]);

        var violation = Assert.Single(_rules.Check(Sound.Of(content)).Violations);

        Assert.Equal("change.unknown_field", violation.Rule);
        Assert.Equal("state_history[0]", violation.Field);
    }

    [Fact]
    public void Check_LengthInCharactersNotInUtf16_CountsRunes()
    {
        var content = Sound.Registration;
        content.Name = string.Concat(Enumerable.Repeat("𠮷", 200));
        Assert.Empty(Broken(Sound.Of(content)));

        content.Name += "𠮷";

        Assert.Equal(["enterprise.registration.name.max_length"], Broken(Sound.Of(content)));
    }

    [Fact]
    public void Check_TextWithoutDeclaredLength_EndsAt4000()
    {
        var content = Sound.Registration;
        content.Changes.Add(new ChangeRecord { Item = "名称变更", Before = new string('甲', 4000) });
        Assert.Empty(Broken(Sound.Of(content)));

        content.Changes[0].Before += "乙";

        Assert.Equal(["enterprise.registration.changes.before.max_length"], Broken(Sound.Of(content)));
    }

    [Theory]
    [InlineData("120112", true)]
    [InlineData("120112\n", false)]
    [InlineData("１２０１１２", false)]
    [InlineData("12011", false)]
    [InlineData("x120112", false)]
    public void Check_Pattern_TakesTheWholeValue(string code, bool sound)
    {
        var content = Sound.Registration;
        content.AuthorityCode = code;

        Assert.Equal(sound ? [] : ["enterprise.registration.authority_code.pattern"], Broken(Sound.Of(content)));
    }

    [Fact]
    public void Check_CodeOutsideItsTable_IsHeldOrWarnedAsDeclared()
    {
        var content = Sound.Registration;
        content.State = "OPEN";
        content.District = "999999";

        var verdict = _rules.Check(Sound.Of(content));

        Assert.True(verdict.Holds);
        Assert.Equal(
            [("enterprise.registration.state.code", Severity.Error), ("enterprise.registration.district.code", Severity.Warning)],
            verdict.Violations.Select(violation => (violation.Rule, violation.Severity)));
    }

    [Fact]
    public void Check_WarningsAlone_HoldNothing()
    {
        var content = Sound.Registration;
        content.EstablishedOn = "";

        var verdict = _rules.Check(Sound.Of(content));

        Assert.Equal(["enterprise.registration.established_on.required"], verdict.Violations.Select(violation => violation.Rule));
        Assert.False(verdict.Holds);
    }

    [Fact]
    public void Check_ValueBelowItsLimit_NamesTheLimit()
    {
        var content = Sound.Publication;
        content.FiledOn = "1985-03-31";
        content.ApplicationNumber = $"85100001{CheckDigits.ApplicationNumber("85100001")}";

        var violation = Assert.Single(_rules.Check(Sound.Of(content)).Violations);

        Assert.Equal("achievement.publication.filed_on.min", violation.Rule);
        Assert.Equal("1985-03-31", violation.Value);
        Assert.Contains("1985-04-01", violation.MessageZh, StringComparison.Ordinal);
        Assert.Contains("1985-04-01", violation.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_PersonalField_IsNeverShown()
    {
        var content = Sound.Registration;
        content.Representative = "张三丰";
        content.Changes.Add(new ChangeRecord { Item = "名称变更", Before = new string('丰', 4001) });

        var violations = _rules.Check(Sound.Of(content)).Violations;

        Assert.Equal(
            ["enterprise.registration.representative.format", "enterprise.registration.changes.before.max_length"],
            violations.Select(violation => violation.Rule));
        Assert.All(violations, violation => Assert.DoesNotContain("丰", violation.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Check_ClosedFacet_IsNeverShown()
    {
        var content = Sound.RdDeduction;
        content.Personnel = "98765.4321987";
        content.TaxYear = "98765";
        content.FormVersion = "98765";

        var verdict = _rules.Check(Sound.Of(content));

        Assert.True(verdict.Violations.Count >= 3);
        Assert.All(verdict.Violations, violation => Assert.DoesNotContain("98765", violation.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Check_LongValue_IsShownToItsFirst200Characters()
    {
        var content = Sound.TierLabel;
        content.Certificate = string.Concat(Enumerable.Repeat("𠮷", 300));

        var violation = Assert.Single(_rules.Check(Sound.Of(content)).Violations);

        Assert.Equal(200, violation.Value.EnumerateRunes().Count());
    }

    private static IEnumerable<string> Broken(Change change) => _rules.Check(change).Violations.Select(violation => violation.Rule);
}
