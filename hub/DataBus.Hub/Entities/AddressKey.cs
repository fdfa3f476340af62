using System.Text;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>
/// An address as ordered bytes: kind, scheme 0 value 0 facet 0 instance 0 and, for an event, its id. One entity's addresses
/// are neighbours, and so are one kind's entities. An unkeyed row has kind 255, its source as scheme and its hash as value.
/// </summary>
internal readonly struct AddressKey : IEquatable<AddressKey>, IComparable<AddressKey>
{
    private const byte UnkeyedKind = 255;

    public AddressKey(byte[] bytes) => Bytes = bytes;

    public byte[] Bytes { get; }

    public static AddressKey Of(Address address, string eventId = "") => new(Encode(
        $"{address.Key.Scheme}\0{address.Key.Value}\0{address.Facet}\0{address.Instance}\0{eventId}", (byte)address.Key.Kind));

    public static AddressKey OfUnkeyed(string source, ReadOnlySpan<byte> rawHash) =>
        new(Encode($"{source}\0{Convert.ToHexStringLower(rawHash)}\0\0\0", UnkeyedKind));

    /// <summary>The bytes that all unkeyed rows of a source begin with.</summary>
    public static byte[] UnkeyedPrefix(string source) => Encode($"{source}\0", UnkeyedKind);

    /// <summary>The key of an event of this address.</summary>
    public AddressKey WithEvent(string eventId) => new([.. Bytes, .. Encoding.UTF8.GetBytes(eventId)]);

    /// <summary>The bytes that all addresses of an entity begin with.</summary>
    public static byte[] EntityPrefix(Key key) => Encode($"{key.Scheme}\0{key.Value}\0", (byte)key.Kind);

    /// <summary>An entity as the beginning of its addresses.</summary>
    public static AddressKey OfEntity(Key key) => new(EntityPrefix(key));

    /// <summary>The bytes that all addresses of a kind begin with.</summary>
    public static byte[] KindPrefix(Kind kind) => [(byte)kind];

    /// <summary>The address that it stands for; not for an unkeyed row.</summary>
    public Address ToAddress()
    {
        var parts = Parts();
        return new Address
        {
            Key = new Key { Kind = (Kind)Bytes[0], Scheme = parts[0], Value = parts[1] },
            Facet = parts[2],
            Instance = parts[3],
        };
    }

    /// <summary>Whether it stands for an unkeyed row, or a group of deletes, and for no address.</summary>
    public bool IsUnkeyed => Bytes[0] == UnkeyedKind;

    /// <summary>The key of its entity; not for an unkeyed row.</summary>
    public Key ToKey()
    {
        var parts = Parts();
        return new Key { Kind = (Kind)Bytes[0], Scheme = parts[0], Value = parts[1] };
    }

    /// <summary>Its facet kind; not for an unkeyed row.</summary>
    public string Facet => Parts()[2];

    /// <summary>The event's id; empty for an address itself.</summary>
    public string EventId => Parts()[4];

    /// <summary>The bytes that all addresses of this one's entity begin with.</summary>
    public byte[] Entity()
    {
        var second = Array.IndexOf(Bytes, (byte)0, Array.IndexOf(Bytes, (byte)0) + 1);
        return Bytes[..(second + 1)];
    }

    public bool Equals(AddressKey other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is AddressKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public int CompareTo(AddressKey other) => Bytes.AsSpan().SequenceCompareTo(other.Bytes);

    public override string ToString() => Encoding.UTF8.GetString(Bytes.AsSpan(1)).Replace('\0', '/');

    private string[] Parts() => Encoding.UTF8.GetString(Bytes.AsSpan(1)).Split('\0');

    private static byte[] Encode(string text, byte kind)
    {
        var bytes = new byte[1 + Encoding.UTF8.GetByteCount(text)];
        bytes[0] = kind;
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(1));
        return bytes;
    }
}
