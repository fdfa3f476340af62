using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>An address as a value that can be looked up.</summary>
internal readonly record struct AddressId(Kind Kind, string Scheme, string Value, string Facet, string Instance)
{
    /// <summary>The value of an address.</summary>
    public static AddressId Of(Address address) =>
        new(address.Key.Kind, address.Key.Scheme, address.Key.Value, address.Facet, address.Instance);

    /// <summary>The address as the contract writes it.</summary>
    public Address ToAddress() =>
        new() { Key = new Key { Kind = Kind, Scheme = Scheme, Value = Value }, Facet = Facet, Instance = Instance };
}
