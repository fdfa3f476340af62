using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class AddressesTests
{
    private static readonly Key _enterprise = new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" };

    [Fact]
    public void Of_FacetThatIsOne_HasNoInstance()
    {
        var address = Addresses.Of(new Change { Key = _enterprise, Registration = new Registration { Name = "甲" } });

        Assert.Equal(new Address { Key = _enterprise, Facet = "enterprise.registration" }, address);
    }

    [Fact]
    public void Of_FacetThatIsMany_JoinsTheInstanceValues()
    {
        var address = Addresses.Of(new Change { Key = _enterprise, TierLabel = new TierLabel { Code = "T2", Certificate = "GR202512000001" } });

        Assert.Equal("T2|GR202512000001", address?.Instance);
    }

    [Fact]
    public void Of_SeparatorInsideAValue_StaysApart()
    {
        var left = Addresses.Of(new Change { Key = _enterprise, TierLabel = new TierLabel { Code = "T2|a", Certificate = "b" } });
        var right = Addresses.Of(new Change { Key = _enterprise, TierLabel = new TierLabel { Code = "T2", Certificate = "a|b" } });

        Assert.NotEqual(left, right);
    }

    [Fact]
    public void Of_MissingInstanceValueKeyOrContent_IsNone()
    {
        Assert.Null(Addresses.Of(new Change { Key = _enterprise, TierLabel = new TierLabel { Code = "T2" } }));
        Assert.Null(Addresses.Of(new Change { Registration = new Registration { Name = "甲" } }));
        Assert.Null(Addresses.Of(new Change { Key = _enterprise }));
        Assert.Null(Addresses.Of(new Change { Key = _enterprise, Tombstone = new Tombstone { Facet = "enterprise.unheard_of" } }));
    }

    [Fact]
    public void Of_Tombstone_IsTheAddressThatItEnds()
    {
        var live = new Change { Key = _enterprise, RdDeduction = new RdDeduction { TaxYear = "2025" } };
        var end = new Change { Key = _enterprise, Tombstone = new Tombstone { Facet = "enterprise.rd_deduction", Instance = "2025" } };

        Assert.Equal(Addresses.Of(live), Addresses.Of(end));
        Assert.Null(Addresses.Of(new Change { Key = _enterprise, Tombstone = new Tombstone { Facet = "enterprise.rd_deduction" } }));
    }

    [Fact]
    public void EventIdOf_EventAndState_TellsTheIdOfEventsOnly()
    {
        Assert.Equal("E-1", Addresses.EventIdOf(new Change { LegalEvent = new LegalEvent { EventId = "E-1" } }));
        Assert.Equal("", Addresses.EventIdOf(new Change { Registration = new Registration { Name = "甲" } }));
        Assert.Equal("", Addresses.EventIdOf(new Change { Tombstone = new Tombstone { Facet = "achievement.legal_event" } }));
    }

    [Fact]
    public void PartOf_ContentOrTombstone_TellsTheOwnersPart()
    {
        var label = FacetCatalogue.Find("enterprise.tier_label")!;
        var profile = FacetCatalogue.Find("platform.profile")!;

        Assert.Equal("T2", label.PartOf(new Change { TierLabel = new TierLabel { Code = "T2", Certificate = "1" } }));
        Assert.Equal("T2", label.PartOf(new Change { Tombstone = new Tombstone { Facet = label.Name, Instance = "T2|1" } }));
        Assert.Null(profile.PartOf(new Change { Tombstone = new Tombstone { Facet = profile.Name } }));
        Assert.Equal("", FacetCatalogue.Find("enterprise.registration")!.PartOf(new Change { Registration = new Registration() }));
    }

    [Fact]
    public void All_FacetKinds_AreFoundByNameAndByContent()
    {
        Assert.Equal(53, FacetCatalogue.All.Count);
        Assert.All(FacetCatalogue.All, kind => Assert.Same(kind, FacetCatalogue.Find(kind.Name)));
        Assert.All(FacetCatalogue.All, kind => Assert.StartsWith(KeyText.Name(kind.EntityKind) + ".", kind.Name, StringComparison.Ordinal));
        Assert.Equal("indicator.figure", FacetCatalogue.Of(new Change { Figure = new Figure() })?.Name);
        Assert.Null(FacetCatalogue.Of(new Change()));
    }
}
