using DataBus.V1;

namespace DataBus.Client;

/// <summary>A change as it was published.</summary>
/// <param name="Change">The change.</param>
/// <param name="Revision">Its revision in the log.</param>
/// <param name="Run">The push it came in: source, pass, time of commit.</param>
public sealed record DeliveredChange(Change Change, ulong Revision, Run Run);
