using DataBus.Hub.Entities;

namespace DataBus.Hub.Api;

/// <summary>One row of a digest.</summary>
/// <param name="Key">Its address, with the event's id.</param>
/// <param name="Name">Its name, as digest.proto says.</param>
/// <param name="Revision">Revision of its content.</param>
internal readonly record struct DigestRow(AddressKey Key, byte[] Name, ulong Revision);
