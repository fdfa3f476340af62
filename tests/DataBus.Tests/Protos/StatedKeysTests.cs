using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class StatedKeysTests
{
    private static readonly string _regno = "32040400000588" + CheckDigits.Regno("32040400000588");
    private static readonly Key _local = new() { Kind = Kind.Enterprise, Scheme = "local", Value = "one-stop:1" };

    [Fact]
    public void Of_ContentWithTwoOtherKeys_StatesBothInFieldOrder()
    {
        var change = new Change { Key = _local, Registration = new Registration { Regno = _regno, Uscc = Sound.Uscc } };

        Assert.Equal([$"enterprise/uscc/{Sound.Uscc}", $"enterprise/regno/{_regno}"], StatedKeys.Of(change).Select(KeyText.Format));
    }

    [Fact]
    public void Of_OpeningStep_StatesTheCode() =>
        Assert.Equal([Sound.Enterprise], StatedKeys.Of(new Change { Key = _local, OpeningStep = new OpeningStep { Uscc = Sound.Uscc } }));

    [Theory]
    [InlineData("")]
    [InlineData("91120112712847285A")]
    [InlineData("9112011271284728")]
    public void Of_NoSoundKey_StatesNothing(string uscc) =>
        Assert.Empty(StatedKeys.Of(new Change { Key = _local, Registration = new Registration { Uscc = uscc } }));

    [Fact]
    public void Of_ItsOwnKey_StatesNothing() =>
        Assert.Empty(StatedKeys.Of(new Change { Key = Sound.Enterprise, Registration = new Registration { Uscc = Sound.Uscc } }));

    [Fact]
    public void Of_TombstoneMarkAndSilentFacet_StateNothing()
    {
        Assert.Empty(StatedKeys.Of(new Change { Key = _local, Tombstone = new Tombstone { Facet = "enterprise.registration" } }));
        Assert.Empty(StatedKeys.Of(new Change { Key = _local, Pending = new Pending { Facet = "enterprise.registration" } }));
        Assert.Empty(StatedKeys.Of(Sound.Of(Sound.TierLabel)));
    }
}
