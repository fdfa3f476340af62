using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The rules that no single field can declare: the usual ones by name, the others a class each.</summary>
internal static class SpanningRules
{
    public static IReadOnlyList<ISpanningRule> All { get; } =
    [
        .. SpansOf.Facet<Registration>(it => [it.DateOrder("established_on", "approved_on"), it.DateOrder("term_from", "term_to")]),
        new CapitalUnit(),
        new IndustrySection(),
        new RdArithmetic(),
        new RdRate(),
        .. SpansOf.Facet<TierLabel>(it => [it.DateOrder("valid_from", "valid_to")]),
        .. SpansOf.Facet<PlatformProfile>(it => [it.DateOrder("recognised_on", "revoked_on")]),
        new PublicationNumbers(),
        .. SpansOf.Facet<Licence>(it => [it.DateOrder("term_from", "term_to")]),
        new LicenceFiling(),
        new ObservationContent(),
        new FigureContent(),
        new KeyAgreement<Registration>("uscc", "uscc", content => content.Uscc, Rule.Error(
            "enterprise.registration.uscc.key",
            "统一社会信用代码应与主体键一致。", "uscc must be that of the key.")),
        new KeyAgreement<Registration>("regno", "regno", content => content.Regno, Rule.Error(
            "enterprise.registration.regno.key",
            "旧注册号应与主体键一致。", "regno must be that of the key.")),
        new KeyAgreement<Publication>("document_number", "patent", content => AchievementSpans.WithoutKind(content.DocumentNumber), Rule.Error(
            "achievement.publication.document_number.key",
            "公开（公告）号去掉种类字母后应与成果键一致。", "document_number without its kind letter must be that of the key.")),
        new KeyAgreement<LegalEvent>("document_number", "patent", content => AchievementSpans.WithoutKind(content.DocumentNumber), Rule.Error(
            "achievement.legal_event.document_number.key",
            "公开（公告）号去掉种类字母后应与成果键一致。", "document_number without its kind letter must be that of the key.")),
        new KeyAgreement<IndicatorDefinition>("code", "code", content => content.Code, Rule.Error(
            "indicator.definition.code.key",
            "指标代码应与指标键一致。", "code must be that of the key.")),
        .. EnterpriseSpans.All,
        .. PlatformSpans.All,
        .. AchievementSpans.All,
        .. IndicatorSpans.All,
    ];
}
