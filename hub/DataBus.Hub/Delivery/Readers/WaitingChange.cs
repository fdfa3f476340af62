using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>A change that waits to be acknowledged.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="At">When it was committed.</param>
internal sealed record WaitingChange(ulong Revision, Timestamp? At);
