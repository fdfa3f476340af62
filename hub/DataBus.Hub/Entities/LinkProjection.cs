using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Entities;

/// <summary>What operators and contents say about two keys being one thing, does to the links.</summary>
internal sealed class LinkProjection(IViewState state)
{
    /// <summary>An operator's word replaces the one before.</summary>
    public void Apply(SameAsSet said, Timestamp at, ulong revision) => Change(
        said.One, said.Other,
        row => row.Word = new SameAsWord { Joined = said.Joined, Actor = said.Actor, Reason = said.Reason, At = at, Revision = revision });

    /// <summary>The live content of an address is another one now, or none.</summary>
    /// <param name="address">The address.</param>
    /// <param name="before">The keys that its content stated.</param>
    /// <param name="now">The keys that it states now.</param>
    public void Restate(Address address, IReadOnlyCollection<Key> before, IReadOnlyCollection<Key> now)
    {
        foreach (var gone in before.Except(now))
            Change(address.Key, gone, row => row.StatedBy.Remove(address));
        foreach (var stated in now.Except(before))
            Change(address.Key, stated, row => row.StatedBy.Insert(PlaceOf(address, row), address));
    }

    // In one order whatever was stated and taken back in between: a trimmed log does not tell that any more.
    private static int PlaceOf(Address address, LinkRow row)
    {
        var key = AddressKey.Of(address);
        return row.StatedBy.TakeWhile(one => AddressKey.Of(one).CompareTo(key) < 0).Count();
    }

    private void Change(Key one, Key other, Action<LinkRow> change)
    {
        var (left, right) = (AddressKey.OfEntity(one), AddressKey.OfEntity(other));
        var row = state.FindLink(left, right) ?? new LinkRow();
        change(row);
        state.Set(left, right, row);
    }
}
