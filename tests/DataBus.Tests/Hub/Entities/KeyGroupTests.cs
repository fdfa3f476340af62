using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Tests.Hub.Entities;

public sealed class KeyGroupTests
{
    [Fact]
    public void Of_ChainOfLinks_IsOneGroupWithTheBestSchemeFirst()
    {
        AddressKey[] chain = [Of("local", "b:1"), Of("regno", "2"), Of("local", "a:1"), Of("uscc", "9"), Of("uscc", "8")];

        var group = KeyGroup.Of(chain[2], Line(chain));

        Assert.Equal(["uscc/8", "uscc/9", "regno/2", "local/a:1", "local/b:1"], group.Keys.Select(key => $"{key.Scheme}/{key.Value}"));
        Assert.False(group.IsTooLarge);
    }

    [Fact]
    public void Of_NoLink_IsItselfAlone() => Assert.Equal([Of("local", "x:1")], KeyGroup.Of(Of("local", "x:1"), static _ => []).Entities);

    [Theory]
    [InlineData(KeyGroup.MaxKeys, false)]
    [InlineData(KeyGroup.MaxKeys + 1, true)]
    public void Of_StarOfManyKeys_StaysApartBeyondTheLimit(int keys, bool tooLarge)
    {
        var hub = Of("uscc", "0");
        AddressKey[] others = [.. Enumerable.Range(1, keys - 1).Select(number => Of("local", $"x:{number}"))];
        IEnumerable<AddressKey> Joined(AddressKey one) => one.Equals(hub) ? others : [hub];

        Assert.All([hub, others[0], others[^1]], one =>
        {
            var group = KeyGroup.Of(one, Joined);
            Assert.Equal(tooLarge, group.IsTooLarge);
            Assert.Equal(tooLarge ? [one] : [hub, .. others.Order()], group.Entities);
        });
    }

    private static Func<AddressKey, IEnumerable<AddressKey>> Line(AddressKey[] chain) => one =>
        Array.IndexOf(chain, one) is var at && at == 0 ? [chain[1]] : at == chain.Length - 1 ? [chain[at - 1]] : [chain[at - 1], chain[at + 1]];

    private static AddressKey Of(string scheme, string value) =>
        AddressKey.OfEntity(new Key { Kind = Kind.Enterprise, Scheme = scheme, Value = value });
}
