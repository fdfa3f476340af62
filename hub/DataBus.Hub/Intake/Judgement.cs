using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>What would become of one change as things stand; read only, so that a declaration can be tried before anything is pushed.</summary>
internal static class Judgement
{
    /// <summary>Judges a change by its owner, what is live, and its rules.</summary>
    public static Judged Of(PreparedItem item, SourceRow source, IViewReader view)
    {
        var judged = new Judged { Outcome = Outcome.Held, Violations = { item.Violations } };
        if (item.Address is not { } address)
            return judged;
        if (!Ownership.Covers(source.Parts, address.Facet, item.OwnerPart))
        {
            judged.Outcome = Outcome.Refused;
            judged.Violations.Add(Decision.Foreign(source, address, Decision.OwnerOf(item, address, view.Sources())));
            return judged;
        }

        var isKnown = view.FindSlot(AddressKey.Of(address, item.EventId)) is { IsLive: true } slot && slot.OriginHash.Span.SequenceEqual(item.OriginHash);
        judged.Outcome = isKnown ? Outcome.Unchanged : item.Violations.Hold() ? Outcome.Held : Outcome.Accepted;
        return judged;
    }
}
