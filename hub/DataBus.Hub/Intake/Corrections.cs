using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>
/// Correction notices: what was published as an operator mended it is provisional until its owner sends the same (confirmed) or
/// something else (the patch lapses).
/// </summary>
internal sealed class Corrections(Writer writer)
{
    /// <summary>The open notices that a content ends, each with how; looked up before it is entered, which forgets them.</summary>
    public IReadOnlyList<(ulong Id, string Act)> EndedBy(Change change, Slot slot, Replayed? from)
    {
        if (slot.MendedHash.IsEmpty && slot.Rekeyed.Count == 0)
            return [];
        var ended = slot.Rekeyed.Select(static moved => (moved.Id, HubRules.Lapsed)).ToList();
        if (!slot.MendedHash.IsEmpty)
        {
            var confirms = from is null && slot.MendedHash.Span.SequenceEqual(OriginHash.Of(change));
            ended.Add((slot.ReplayedFrom, confirms ? HubRules.Confirmed : HubRules.Lapsed));
        }

        return [.. ended.Where(one => one.Id != from?.Id && writer.State.FindHeld(one.Id) is { Correction: CorrectionState.Open })];
    }

    /// <summary>Ends notices.</summary>
    public void End(IReadOnlyList<(ulong Id, string Act)> ended, string source)
    {
        foreach (var (id, act) in ended)
            _ = writer.Act(id, FailedState.Replayed, act, source);
    }
}
