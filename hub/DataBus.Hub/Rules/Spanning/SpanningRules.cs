using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The rules that no single field can declare, a class each.</summary>
internal static class SpanningRules
{
    private const int PatentLength = 11;

    public static IReadOnlyList<ISpanningRule> All { get; } =
    [
        new DateOrder<Registration>("approved_on", content => content.EstablishedOn, content => content.ApprovedOn, Rule.Error(
            "enterprise.registration.approved_on.order",
            "核准日期不应早于成立日期。", "approved_on must not be before established_on.")),
        new DateOrder<Registration>("term_to", content => content.TermFrom, content => content.TermTo, Rule.Error(
            "enterprise.registration.term_to.order",
            "经营期限止不应早于经营期限起。", "term_to must not be before term_from.")),
        new CapitalUnit(),
        new IndustrySection(),
        new RdArithmetic(),
        new RdRate(),
        new DateOrder<TierLabel>("valid_to", content => content.ValidFrom, content => content.ValidTo, Rule.Error(
            "enterprise.tier_label.valid_to.order",
            "有效期止不应早于有效期起。", "valid_to must not be before valid_from.")),
        new DateOrder<PlatformProfile>("revoked_on", content => content.RecognisedOn, content => content.RevokedOn, Rule.Error(
            "platform.profile.revoked_on.order",
            "撤销日期不应早于认定日期。", "revoked_on must not be before recognised_on.")),
        new PublicationNumbers(),
        new DateOrder<Licence>("term_to", content => content.TermFrom, content => content.TermTo, Rule.Error(
            "achievement.licence.term_to.order",
            "许可期限止不应早于许可期限起。", "term_to must not be before term_from.")),
        new LicenceFiling(),
        new ObservationContent(),
        new FigureContent(),
        new KeyAgreement<Registration>("uscc", "uscc", content => content.Uscc, Rule.Error(
            "enterprise.registration.uscc.key",
            "统一社会信用代码应与主体键一致。", "uscc must be that of the key.")),
        new KeyAgreement<Registration>("regno", "regno", content => content.Regno, Rule.Error(
            "enterprise.registration.regno.key",
            "旧注册号应与主体键一致。", "regno must be that of the key.")),
        new KeyAgreement<Publication>("document_number", "patent", content => WithoutKind(content.DocumentNumber), Rule.Error(
            "achievement.publication.document_number.key",
            "公开（公告）号去掉种类字母后应与成果键一致。", "document_number without its kind letter must be that of the key.")),
        new KeyAgreement<LegalEvent>("document_number", "patent", content => WithoutKind(content.DocumentNumber), Rule.Error(
            "achievement.legal_event.document_number.key",
            "公开（公告）号去掉种类字母后应与成果键一致。", "document_number without its kind letter must be that of the key.")),
        new KeyAgreement<IndicatorDefinition>("code", "code", content => content.Code, Rule.Error(
            "indicator.definition.code.key",
            "指标代码应与指标键一致。", "code must be that of the key.")),
    ];
    /// <summary>A patent's number as keys have it: both its publications, A and B, belong to one entity.</summary>
    private static string WithoutKind(string document) => document.Length > PatentLength ? document[..PatentLength] : document;
}
