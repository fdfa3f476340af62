using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A move on the listing ladder goes up, unless it says that it is a return, and then why.</summary>
internal sealed class ListingMove() : SpanningRule<ListingEvent>(_direction, _reason)
{
    private static readonly Ladder _ladder = new("listing_stage");

    private static readonly Rule _direction = Rule.Error(
        "enterprise.listing_event.is_return.ladder",
        "变动后阶段应高于变动前阶段；低于时应标为退回。", "to_stage must be higher than from_stage; a lower one must be marked as a return.");

    private static readonly Rule _reason = Rule.Warning(
        "enterprise.listing_event.note.return",
        "退回应说明原因。", "A return should say why.");

    protected override void Check(ListingEvent content, Key? key, Findings findings)
    {
        if (_ladder.Rank(content.FromStage) is { } from && _ladder.Rank(content.ToStage) is { } to && (from == to || content.IsReturn != from > to))
            findings.AddAt("is_return", _direction);
        if (content is { IsReturn: true, Note.Length: 0 })
            findings.AddAt("note", _reason);
    }
}
