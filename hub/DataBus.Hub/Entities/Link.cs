namespace DataBus.Hub.Entities;

/// <summary>What is said about two entities of one kind, as the one sees it; the other has the same link.</summary>
/// <param name="One">The one.</param>
/// <param name="Other">The other.</param>
/// <param name="Row">What is said.</param>
internal readonly record struct Link(AddressKey One, AddressKey Other, LinkRow Row)
{
    /// <summary>The row's key: both entities, one after the other.</summary>
    public AddressKey Key => KeyOf(One, Other);

    public static AddressKey KeyOf(AddressKey one, AddressKey other) => new([.. one.Bytes, .. other.Bytes]);

    /// <summary>Reads a row under its key.</summary>
    public static Link Of(AddressKey key, LinkRow row)
    {
        var one = key.Entity();
        return new Link(new AddressKey(one), new AddressKey(key.Bytes[one.Length..]), row);
    }
}
