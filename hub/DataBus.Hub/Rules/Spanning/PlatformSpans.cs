using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The spanning rules of what a platform has beside its profile.</summary>
internal static class PlatformSpans
{
    public static IReadOnlyList<ISpanningRule> All { get; } =
    [
        .. SpansOf.Facet<PlatformMember>(it => [it.DateOrder("joined_on", "left_on")]),
        .. SpansOf.Facet<ServiceBooking>(it =>
        [
            it.DateOrder("booked_on", "served_from", Severity.Warning),
            it.DateOrder("served_from", "served_to"),
            it.Demand("served_from", "state", ["SERVED"]),
        ]),
        .. SpansOf.Facet<PlatformActivity>(it => [it.DateOrder("held_from", "held_to")]),
        .. SpansOf.Facet<TechnologyBroker>(it => [it.DateOrder("certified_on", "valid_to")]),
        .. SpansOf.Facet<Fund>(it =>
        [
            it.KeyNumber("fund_number", "cert"),
            it.AtMost("paid_in", "committed"),
            it.AtMost("district_committed", "committed"),
            it.AtMost("invested", "paid_in", Severity.Warning),
            it.DateOrder("founded_on", "term_to"),
        ]),
        .. SpansOf.Facet<FinancialProduct>(it => [it.AtMost("rate_from", "rate_to"), it.Sum("risk_shares", "percent", "100")]),
    ];
}
