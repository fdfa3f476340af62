using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The spanning rules of what an enterprise has beside its registration.</summary>
internal static class EnterpriseSpans
{
    public static IReadOnlyList<ISpanningRule> All { get; } =
    [
        new OpeningTimes(),
        new ListingLadder(),
        new ListingMove(),
        new EquityDirection(),
        new KeyAgreement<OpeningStep>("uscc", "uscc", content => content.Uscc, Rule.Error(
            "enterprise.opening_step.uscc.key",
            "统一社会信用代码应与主体键一致。", "uscc must be that of the key.")),
        .. SpansOf.Facet<OpeningStep>(it => [it.KeyNumber("case_number", "local")]),
        .. SpansOf.Facet<TaxRelief>(it =>
        [
            it.AtMost("high_tech_income", "total_income"),
            it.AtMost("technical_staff", "total_staff"),
        ]),
        .. SpansOf.Facet<Consent>(it =>
        [
            it.DateOrder("valid_from", "valid_to"),
            it.Demand("revoked_on", "state", ["REVOKED"]),
            it.OnlyWhen("revoked_on", "state", ["REVOKED"]),
        ]),
        .. SpansOf.Facet<ParkResidency>(it =>
        [
            it.DateOrder("registered_on", "moved_in_on"),
            it.DateOrder("moved_in_on", "moved_out_on"),
            it.Demand("moved_in_on", "state", ["RESIDENT"]),
            it.Demand("moved_out_on", "state", ["LEFT"]),
            it.OnlyWhen("moved_out_on", "state", ["LEFT"]),
        ]),
        .. SpansOf.Facet<IndustryMark>(it =>
        [
            it.AtMost("above_scale_since", "directory_year", Severity.Warning),
            it.AtMost("strengthened_year", "directory_year", Severity.Warning),
        ]),
        .. SpansOf.Facet<ChainRole>(it => [it.Branch("node", "chain"), it.DateOrder("since", "until")]),
        .. SpansOf.Facet<ServiceCase>(it => [it.DateOrder("opened_on", "stage_since"), it.DateOrder("stage_since", "closed_on")]),
        .. SpansOf.Facet<InnovationScore>(it => [it.Sum("parts", "score", "score")]),
        .. SpansOf.Facet<PolicyBenefit>(it =>
        [
            it.AtMost("paid_amount", "approved_amount"),
            it.DateOrder("approved_on", "paid_on"),
            it.Demand("paid_on", "state", ["PAID"], Severity.Warning),
        ]),
        .. SpansOf.Facet<RdBody>(it => [it.DateOrder("founded_on", "closed_on")]),
        .. SpansOf.Facet<SoeInvestment>(it => [it.AtMost("invested", "budget", Severity.Warning)]),
    ];
}
