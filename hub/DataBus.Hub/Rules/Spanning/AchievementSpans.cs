using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The spanning rules of achievements: operation of patents, contracts, and the chain from demand to result.</summary>
internal static class AchievementSpans
{
    private const int PatentLength = 11;

    public static IReadOnlyList<ISpanningRule> All { get; } =
    [
        new ContractAmounts(),
        new ContractScope(),
        new StageGates(),
        new ProjectMove(),
        new KeyAgreement<Transfer>("document_number", "patent", content => WithoutKind(content.DocumentNumber), Rule.Error(
            "achievement.transfer.document_number.key",
            "公开（公告）号去掉种类字母后应与成果键一致。", "document_number without its kind letter must be that of the key.")),
        .. SpansOf.Facet<Pledge>(it =>
        [
            it.DateOrder("effective_on", "released_on"),
            it.Demand("released_on", "state", ["RELEASED"]),
            it.OnlyWhen("released_on", "state", ["RELEASED"]),
        ]),
        .. SpansOf.Facet<Availability>(it => [it.DateOrder("listed_on", "valid_to")]),
        .. SpansOf.Facet<TechnicalContract>(it =>
        [
            it.KeyNumber("registration_number", "contract"),
            it.Branch("subkind", "kind"),
            it.DateOrder("signed_on", "registered_on"),
            it.DateOrder("valid_from", "valid_to"),
            it.Demand("cancelled_on", "state", ["CANCELLED"]),
            it.OnlyWhen("cancelled_on", "state", ["CANCELLED"]),
        ]),
        .. SpansOf.Facet<ConversionAgreement>(it =>
        [
            it.DateOrder("free_from", "free_to"),
            it.Sum("milestones", "amount", "milestone_total"),
            it.AtMost("paid_amount", "due_amount", Severity.Warning),
            it.Demand("terminated_on", "state", ["TERMINATED"]),
            it.OnlyWhen("terminated_on", "state", ["TERMINATED"]),
        ]),
        .. SpansOf.Facet<ConversionPayment>(it =>
        [
            it.Demand("milestone_number", "kind", ["MILESTONE"]),
            it.Demand("period", "kind", ["SHARE"]),
        ]),
        .. SpansOf.Facet<Demand>(it => [it.KeyNumber("number", "local")]),
        .. SpansOf.Facet<ResearchTask>(it => [it.KeyNumber("number", "local"), it.DateOrder("published_on", "due_on")]),
        .. SpansOf.Facet<Project>(it =>
        [
            it.KeyNumber("number", "project"),
            it.AtMost("public_funding", "total_budget"),
            it.Demand("undertaker_uscc", "stage", ["APPROVED", "ACCEPTED"]),
            it.Demand("termination_reason", "stage", ["TERMINATED"]),
        ]),
        .. SpansOf.Facet<Bid>(it => [it.DateOrder("submitted_on", "reviewed_on"), it.Demand("reviewed_on", "result", ["WON", "LOST"])]),
        .. SpansOf.Facet<MajorResult>(it => [it.KeyNumber("number", "local")]),
        .. SpansOf.Facet<ListItem>(it => [it.Demand("done_on", "state", ["DONE"]), it.OnlyWhen("done_on", "state", ["DONE"])]),
        .. SpansOf.Facet<CaseStudy>(it =>
        [
            it.KeyNumber("number", "local"),
            it.DateOrder("since", "until"),
            it.Demand("town", "kind", ["PILOT"]),
        ]),
    ];

    /// <summary>A patent's number as keys have it: both its publications, A and B, belong to one entity.</summary>
    public static string WithoutKind(string document) => document.Length > PatentLength ? document[..PatentLength] : document;
}
