using DataBus.Hub.Access;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Access;

public sealed class SensitiveTests
{
    [Fact]
    public void Is_ClosedFacet_EvenWithoutValues() => Assert.True(Sensitive.Is(new Change { Key = Sound.Enterprise, RdDeduction = new RdDeduction() }));

    [Fact]
    public void Is_PersonalFieldWithAValue_OnlyThen()
    {
        var registration = Sound.Registration;
        Assert.True(Sensitive.Is(Sound.Of(registration)));

        registration.Representative = "";

        Assert.False(Sensitive.Is(Sound.Of(registration)));
    }

    [Fact]
    public void Is_PersonalListWithAnItem_OnlyThen()
    {
        var publication = Sound.Publication;
        Assert.True(Sensitive.Is(Sound.Of(publication)));

        publication.Patentees.Clear();
        publication.Inventors.Clear();

        Assert.False(Sensitive.Is(Sound.Of(publication)));
    }

    [Fact]
    public void Is_OpenContentOrNone_No()
    {
        Assert.False(Sensitive.Is(Sound.Of(Sound.TierLabel)));
        Assert.False(Sensitive.Is(new Change { Key = Sound.Enterprise }));
    }

    [Fact]
    public void Masked_MessageThatTellsTheValue_LosesItToo()
    {
        var violation = new Violation { Rule = "r", Field = "representative", Value = "张某某", MessageZh = "“张某某”不对", MessageEn = "张某某 is wrong" };

        var masked = ViolationMask.Masked(violation, FacetCatalogue.Find("enterprise.registration"));

        Assert.Equal(("", "“…”不对", "… is wrong"), (masked.Value, masked.MessageZh, masked.MessageEn));
    }
}
