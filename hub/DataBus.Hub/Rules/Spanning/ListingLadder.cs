using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A stage of the listing ladder fits its board, and who stands lower than before has come back from a higher stage.</summary>
internal sealed class ListingLadder() : SpanningRule<Listing>(_returned, _board)
{
    private const string Quoted = "QUOTED";
    private const string Listed = "LISTED";

    private static readonly Ladder _ladder = new("listing_stage");

    private static readonly Rule _returned = Rule.Error(
        "enterprise.listing.returned_from.ladder",
        "「退回前的阶段」应高于现在的「阶段」。", "returned_from must be a higher stage than stage.");

    private static readonly Rule _board = Rule.Error(
        "enterprise.listing.stage.board",
        "挂牌只在柜台交易市场专板或新三板，上市只在交易所板块。",
        "A company is quoted on the OTC boards or NEEQ only, and listed on an exchange only.");

    protected override void Check(Listing content, Key? key, Findings findings)
    {
        if (_ladder.Rank(content.ReturnedFrom) is { } before && _ladder.Rank(content.Stage) is { } now && before <= now)
            findings.AddAt("returned_from", _returned, content.ReturnedFrom);
        if ((content.Stage == Quoted && !IsOverTheCounter(content.Board)) || (content.Stage == Listed && IsOverTheCounter(content.Board)))
            findings.AddAt("stage", _board, content.Stage);
    }

    private static bool IsOverTheCounter(string board) => board == "NEEQ" || board.StartsWith("OTC_", StringComparison.Ordinal);
}
