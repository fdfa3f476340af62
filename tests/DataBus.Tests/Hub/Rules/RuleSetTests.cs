using DataBus.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Rules;

public sealed class RuleSetTests
{
    private static readonly RuleSet _rules = RuleSet.OfTheContract;

    private static Change Sound() => new()
    {
        Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = "science.platforms:1" },
        Tombstone = new Tombstone { Facet = "platform.profile" },
    };

    [Fact]
    public void Check_SoundChange_HoldsNothing()
    {
        var verdict = _rules.Check(Sound());

        Assert.Empty(verdict.Violations);
        Assert.False(verdict.Holds);
        Assert.True(verdict.RulesChecked > 0);
    }

    [Fact]
    public void Check_NoContent_IsHeld()
    {
        var change = Sound();
        change.ClearContent();

        Assert.Equal(["change.no_content"], Broken(change));
    }

    [Theory]
    [InlineData("platform.unheard_of", "")]
    [InlineData("", "")]
    [InlineData("platform.profile", "1")]
    public void Check_TombstoneOfNoAddress_IsHeld(string facet, string instance)
    {
        var change = Sound();
        change.Tombstone = new Tombstone { Facet = facet, Instance = instance };

        Assert.Equal(["change.tombstone"], Broken(change));
    }

    [Theory]
    [InlineData("enterprise.tier_label", "", false)]
    [InlineData("enterprise.tier_label", "T1", false)]
    [InlineData("enterprise.tier_label", "T1|", false)]
    [InlineData("enterprise.tier_label", "T1|2026-1", true)]
    [InlineData("enterprise.rd_deduction", "2025", true)]
    public void Check_TombstoneInstance_HasAPartForEachKeyField(string facet, string instance, bool sound)
    {
        var change = Sound();
        change.Key.Kind = Kind.Enterprise;
        change.Tombstone = new Tombstone { Facet = facet, Instance = instance };

        Assert.Equal(sound, !_rules.Check(change).Holds);
    }

    [Fact]
    public void Check_TombstoneOfEvent_IsHeld()
    {
        var change = Sound();
        change.Key.Kind = Kind.Achievement;
        change.Tombstone = new Tombstone { Facet = "achievement.legal_event" };

        Assert.Equal(["change.tombstone"], Broken(change));
    }

    [Fact]
    public void Check_FacetOfAnotherKind_IsHeld()
    {
        var change = Sound();
        change.Key.Kind = Kind.Enterprise;

        Assert.Equal(["change.kind"], Broken(change));
    }

    [Fact]
    public void Check_UnknownFields_AreHeldWhereverTheyStand()
    {
        var change = Sound();
        change.MergeFrom(Unknown(2000));
        change.Key.MergeFrom(Unknown(2000));
        change.Tombstone.MergeFrom(Unknown(2000));

        var violations = _rules.Check(change).Violations;

        Assert.All(violations, violation => Assert.Equal("change.unknown_field", violation.Rule));
        Assert.Equal(["", "key", "tombstone"], violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Check_TooLarge_IsHeldForThatAlone()
    {
        var change = Sound();
        change.Key.Value = new string('x', ChangeRules.MaxBytes);

        Assert.Equal(["change.too_large"], Broken(change));
    }

    [Fact]
    public void Check_SourceTimeOutsideTheCalendar_IsHeld()
    {
        var change = Sound();
        change.SourceVersion = new SourceVersion { Time = new() { Seconds = long.MaxValue } };

        Assert.Equal(["change.source_version.time.format"], Broken(change));
    }

    [Fact]
    public void IsHubOnly_PendingOrHubFacts_AreTheHubsAlone()
    {
        Assert.False(RuleSet.IsHubOnly(Sound()));
        Assert.True(RuleSet.IsHubOnly(new Change { Pending = new Pending() }));
        Assert.True(RuleSet.IsHubOnly(new Change { Hub = new HubFacts() }));
    }

    [Fact]
    public void Rules_OfTheContract_HaveOneIdEachAndTextsInBothLanguages()
    {
        var rules = _rules.Rules.ToList();

        Assert.Equal(rules.Count, rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(rules, rule => Assert.True(rule is { Version: > 0, MessageZh.Length: > 0, MessageEn.Length: > 0 }, rule.Id));
        Assert.DoesNotContain(rules, rule => rule.Severity == Severity.Unspecified);
    }

    private static IEnumerable<string> Broken(Change change) => _rules.Check(change).Violations.Select(violation => violation.Rule);

    private static byte[] Unknown(uint field)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag((int)field, WireFormat.WireType.Varint);
            output.WriteInt32(1);
        }
        return stream.ToArray();
    }
}
