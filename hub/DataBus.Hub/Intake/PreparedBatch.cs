using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>One change on its way in, judged on its caller's thread: what the writer needs and has not to compute.</summary>
/// <param name="Item">As it was pushed.</param>
/// <param name="Violations">Of the rules and of the adapter; an ERROR holds it.</param>
/// <param name="Address">Its address; null for an unkeyed row.</param>
/// <param name="EventId">Its event id; empty for STATE.</param>
/// <param name="OriginHash">16 bytes; for an unkeyed row the hash of its raw bytes.</param>
/// <param name="OwnerPart">The owner field's value; empty if its facet has none; null if the change cannot tell it (a tombstone).</param>
internal sealed record PreparedItem(
    PushItem Item, IReadOnlyList<Violation> Violations, Address? Address, string EventId, byte[] OriginHash, string? OwnerPart);

/// <summary>A batch whose changes were judged.</summary>
/// <param name="Source">The source.</param>
/// <param name="Lease">The lease under which it is pushed.</param>
/// <param name="Batch">Positions, pass and counts.</param>
/// <param name="Items">Its changes in order.</param>
/// <param name="Rules">The rules that judged them.</param>
internal sealed record PreparedBatch(string Source, ulong Lease, Batch Batch, IReadOnlyList<PreparedItem> Items, RuleSet Rules);
