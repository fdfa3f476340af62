using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>One act on a few failed pushes.</summary>
/// <param name="Items">Which, as their caller has seen them.</param>
/// <param name="Act">What is done to each.</param>
internal sealed record DeskOrder(IReadOnlyList<FailedRef> Items, Func<DeskActs, FailedRef, DeskResult> Act);

/// <summary>What became of an act.</summary>
/// <param name="Results">One for each item, in order.</param>
/// <param name="Revision">Revision of the log once it was on disk.</param>
internal sealed record DeskAnswer(IReadOnlyList<DeskResult> Results, ulong Revision);
