using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class InitialOwnershipTests
{
    private static readonly (string Source, OwnedPart Part)[] _parts =
        [.. InitialOwnership.BySource.SelectMany(owner => owner.Value.Parts.Select(part => (owner.Key, part)))];

    [Fact]
    public void BySource_EverySource_HasABureauAndAName()
    {
        Assert.All(InitialOwnership.BySource.Keys, source => Assert.Matches("^([a-z][a-z0-9-]*[.][a-z][a-z0-9-]*|hub)$", source));
        Assert.All(InitialOwnership.BySource.Values, owned => Assert.NotEmpty(owned.Bureau));
        Assert.Contains("market-regulation.registrations", InitialOwnership.BySource.Keys);
        Assert.Contains("bank.opening-steps", InitialOwnership.BySource.Keys);
    }

    [Fact]
    public void BySource_EveryFacetKind_IsOwnedByParts()
    {
        Assert.Equal(
            FacetCatalogue.All.Select(kind => kind.Name).Order(StringComparer.Ordinal),
            _parts.Select(owned => owned.Part.Facet).Distinct().Order(StringComparer.Ordinal));
        Assert.All(_parts, owned => Assert.Equal(FacetCatalogue.Find(owned.Part.Facet)!.OwnerField is not null, owned.Part.Part.Length > 0));
    }

    [Fact]
    public void BySource_PartsOfACodeTable_HaveExactlyOneOwner()
    {
        // 博士后 (人社) is in no source yet; members of a platform go with its profile.
        var unowned = new[] { ("platform.profile", "postdoctoral_station"), ("platform.member", "postdoctoral_station") };
        var coded = FacetCatalogue.All.Where(kind => TableOf(kind) is not null).SelectMany(kind => TableOf(kind)!.Entries.Select(entry => (kind.Name, entry.Code)));

        var owners = coded.ToDictionary(part => part, part => _parts.Count(owned => owned.Part.Facet == part.Name && Covers(owned.Part.Part, part.Code)));

        Assert.All(owners, owner => Assert.True(owner.Value == (unowned.Contains(owner.Key) ? 0 : 1), $"{owner.Key}: {owner.Value}"));
    }

    [Fact]
    public void BySource_OpeningSteps_HaveSixSources()
    {
        var sources = _parts.Where(owned => owned.Part.Facet == "enterprise.opening_step").Select(owned => owned.Source);

        Assert.Equal(6, sources.Distinct().Count());
    }

    [Fact]
    public void BySource_EveryTierCode_HasExactlyOneOwner()
    {
        var owners = CodeTables.Find("tier_code")!.Entries.ToDictionary(
            entry => entry.Code,
            entry => _parts.Where(owned => owned.Part.Facet == "enterprise.tier_label" && Covers(owned.Part.Part, entry.Code)).Select(owned => owned.Source));

        Assert.All(owners, owner => Assert.Single(owner.Value));
        Assert.Equal(["science.tier-labels"], owners["T3b"]);
        Assert.Equal(["industry.tier-labels"], owners["M2+"]);
    }

    [Fact]
    public void BySource_PlatformKinds_AreCodesAndOwnedOnce()
    {
        var kinds = _parts.Where(owned => owned.Part.Facet == "platform.profile").Select(owned => owned.Part.Part).ToArray();

        Assert.Equal(kinds.Distinct(), kinds);
        Assert.All(kinds, kind => Assert.True(CodeTables.Find("platform_kind")!.Contains(kind)));
    }

    private static CodeTable? TableOf(FacetKind kind) => kind.OwnerField?.GetOptions()?.GetExtension(OptionsExtensions.Field) is { CodeTable.Length: > 0 } spec
        ? CodeTables.Find(spec.CodeTable)
        : null;

    private static bool Covers(string part, string value) =>
        part.EndsWith('*') ? value.StartsWith(part[..^1], StringComparison.Ordinal) : value == part;
}
