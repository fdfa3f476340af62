using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class InitialOwnershipTests
{
    private static readonly (string Source, OwnedPart Part)[] _parts =
        [.. InitialOwnership.BySource.SelectMany(owner => owner.Value.Parts.Select(part => (owner.Key, part)))];

    [Fact]
    public void BySource_FirstRelease_NamesItsNineSources()
    {
        string[] expected =
        [
            "hub", "industry.tier-labels", "ip-center.api", "ip-center.gazette", "market-regulation.registrations",
            "science.observations", "science.platforms", "science.tier-labels", "tax.rd-deduction",
        ];

        Assert.Equal(expected, InitialOwnership.BySource.Keys.Order(StringComparer.Ordinal));
        Assert.All(InitialOwnership.BySource.Values, owned => Assert.NotEmpty(owned.Bureau));
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

    private static bool Covers(string part, string value) =>
        part.EndsWith('*') ? value.StartsWith(part[..^1], StringComparison.Ordinal) : value == part;
}
