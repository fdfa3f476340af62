using System.Text.Json;
using DataBus.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Rules.Spanning;

/// <summary>Spoils a sound content of each facet, one rule at a time.</summary>
public sealed class FacetSpansTests
{
    private static readonly RuleSet _rules = RuleSet.OfTheContract;

    public static TheoryData<string> Facets => [.. SoundFacets.Names];

    [Theory]
    [MemberData(nameof(Facets))]
    public void Check_SoundContent_BreaksNothing(string facet)
    {
        var change = SoundFacets.Of(facet);

        Assert.Empty(_rules.Check(change).Violations.Select(violation => $"{violation.Rule} {violation.Value}"));
        Assert.Null(KeyRules.Check(change.Key));
        Assert.NotNull(Addresses.Of(change));
    }

    [Fact]
    public void Samples_HaveEveryFacetKindThatIsNotTestedByItself()
    {
        string[] elsewhere =
        [
            "enterprise.registration", "enterprise.rd_deduction", "enterprise.tier_label", "platform.profile", "achievement.publication",
            "achievement.legal_event", "achievement.licence", "indicator.definition", "indicator.observation", "indicator.figure",
        ];

        Assert.Equal(
            FacetCatalogue.All.Select(kind => kind.Name).Order(StringComparer.Ordinal),
            SoundFacets.Names.Concat(elsewhere).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("enterprise.opening_step", """{"completedAt":"2026-03-02T00:59:59Z"}""", "completed_at.order")]
    [InlineData("enterprise.opening_step", """{"completedAt":null}""", "completed_at.status")]
    [InlineData("enterprise.opening_step", """{"status":"ACCEPTED"}""", "completed_at.status")]
    [InlineData("enterprise.opening_step", """{"caseNumber":"JN2026-000124"}""", "case_number.key")]
    [InlineData("enterprise.tax_relief", """{"highTechIncome":"9000000.01"}""", "high_tech_income.limit")]
    [InlineData("enterprise.tax_relief", """{"technicalStaff":"61"}""", "technical_staff.limit")]
    [InlineData("enterprise.consent", """{"validTo":"2026-02-28"}""", "valid_to.order")]
    [InlineData("enterprise.consent", """{"state":"REVOKED"}""", "revoked_on.when")]
    [InlineData("enterprise.consent", """{"revokedOn":"2026-04-01"}""", "revoked_on.only_when")]
    [InlineData("enterprise.listing", """{"returnedFrom":"CULTIVATED"}""", "returned_from.ladder")]
    [InlineData("enterprise.listing", """{"board":"STAR"}""", "stage.board")]
    [InlineData("enterprise.listing", """{"stage":"LISTED"}""", "stage.board")]
    [InlineData("enterprise.listing_event", """{"toStage":"CULTIVATED"}""", "is_return.ladder")]
    [InlineData("enterprise.listing_event", """{"fromStage":"FILED"}""", "is_return.ladder")]
    [InlineData("enterprise.listing_event", """{"isReturn":true,"note":"撤回"}""", "is_return.ladder")]
    [InlineData("enterprise.listing_event", """{"fromStage":"FILED","isReturn":true}""", "note.return", false)]
    [InlineData("enterprise.park_residency", """{"registeredOn":"2025-04-02"}""", "moved_in_on.order")]
    [InlineData("enterprise.park_residency", """{"state":"LEFT","movedOutOn":"2025-03-31"}""", "moved_out_on.order")]
    [InlineData("enterprise.park_residency", """{"movedInOn":null}""", "moved_in_on.when")]
    [InlineData("enterprise.park_residency", """{"state":"LEFT"}""", "moved_out_on.when")]
    [InlineData("enterprise.park_residency", """{"movedOutOn":"2026-01-01"}""", "moved_out_on.only_when")]
    [InlineData("enterprise.industry_mark", """{"aboveScaleSince":"2026"}""", "above_scale_since.limit", false)]
    [InlineData("enterprise.industry_mark", """{"strengthenedYear":"2026"}""", "strengthened_year.limit", false)]
    [InlineData("enterprise.chain_role", """{"node":"biomedicine.drug"}""", "node.branch")]
    [InlineData("enterprise.chain_role", """{"until":"2024-04-30"}""", "until.order")]
    [InlineData("enterprise.service_case", """{"stageSince":"2026-01-04"}""", "stage_since.order")]
    [InlineData("enterprise.service_case", """{"closedOn":"2026-02-04"}""", "closed_on.order")]
    [InlineData("enterprise.innovation_score", """{"score":"81.4"}""", "parts.sum")]
    [InlineData("enterprise.policy_benefit", """{"paidAmount":"500001"}""", "paid_amount.limit")]
    [InlineData("enterprise.policy_benefit", """{"paidOn":"2026-02-28"}""", "paid_on.order")]
    [InlineData("enterprise.policy_benefit", """{"paidOn":null}""", "paid_on.when", false)]
    [InlineData("enterprise.equity_event", """{"percentBefore":"6"}""", "percent_after.direction", false)]
    [InlineData("enterprise.equity_event", """{"kind":"EXITED"}""", "percent_after.direction", false)]
    [InlineData("enterprise.rd_body", """{"closedOn":"2021-12-31"}""", "closed_on.order")]
    [InlineData("enterprise.soe_investment", """{"invested":"3000000.5"}""", "invested.limit", false)]
    [InlineData("platform.member", """{"leftOn":"2023-12-31"}""", "left_on.order")]
    [InlineData("platform.booking", """{"bookedOn":"2026-03-11"}""", "served_from.order", false)]
    [InlineData("platform.booking", """{"servedTo":"2026-03-09"}""", "served_to.order")]
    [InlineData("platform.booking", """{"servedFrom":null,"servedTo":null}""", "served_from.when")]
    [InlineData("platform.activity", """{"heldTo":"2026-04-30"}""", "held_to.order")]
    [InlineData("platform.broker", """{"validTo":"2024-05-31"}""", "valid_to.order")]
    [InlineData("platform.fund", """{"fundNumber":"SJN002"}""", "fund_number.key")]
    [InlineData("platform.fund", """{"paidIn":"1000000001"}""", "paid_in.limit")]
    [InlineData("platform.fund", """{"districtCommitted":"1000000001"}""", "district_committed.limit")]
    [InlineData("platform.fund", """{"invested":"400000001"}""", "invested.limit", false)]
    [InlineData("platform.fund", """{"termTo":"2023-12-31"}""", "term_to.order")]
    [InlineData("platform.financial_product", """{"rateFrom":"3.7"}""", "rate_from.limit")]
    [InlineData("platform.financial_product", """{"riskShares":[{"party":"银行","percent":"60"},{"party":"担保","percent":"39"}]}""", "risk_shares.sum")]
    [InlineData("achievement.pledge", """{"state":"RELEASED","releasedOn":"2026-01-31"}""", "released_on.order")]
    [InlineData("achievement.pledge", """{"state":"RELEASED"}""", "released_on.when")]
    [InlineData("achievement.pledge", """{"releasedOn":"2026-03-01"}""", "released_on.only_when")]
    [InlineData("achievement.transfer", """{"documentNumber":"CN107293748B"}""", "document_number.key")]
    [InlineData("achievement.availability", """{"validTo":"2025-12-31"}""", "valid_to.order")]
    [InlineData("achievement.technical_contract", """{"technologyAmount":"2000000.01"}""", "technology_amount.limit")]
    [InlineData("achievement.technical_contract", """{"technologyAmount":"-1"}""", "technology_amount.min")]
    [InlineData("achievement.technical_contract", """{"amountPending":true}""", "amount_pending.amounts")]
    [InlineData("achievement.technical_contract", """{"technologyAmount":null}""", "total_amount.missing")]
    [InlineData("achievement.technical_contract", """{"sellerDistrict":"120104","buyerDistrict":"110108"}""", "seller_district.scope", false)]
    [InlineData("achievement.technical_contract", """{"registrationNumber":"2026120112000002"}""", "registration_number.key")]
    [InlineData("achievement.technical_contract", """{"subkind":"service.general"}""", "subkind.branch")]
    [InlineData("achievement.technical_contract", """{"registeredOn":"2026-02-28"}""", "registered_on.order")]
    [InlineData("achievement.technical_contract", """{"validTo":"2026-02-28"}""", "valid_to.order")]
    [InlineData("achievement.technical_contract", """{"state":"CANCELLED"}""", "cancelled_on.when")]
    [InlineData("achievement.technical_contract", """{"cancelledOn":"2026-05-01"}""", "cancelled_on.only_when")]
    [InlineData("achievement.conversion", """{"freeTo":"2026-02-28"}""", "free_to.order")]
    [InlineData("achievement.conversion", """{"milestoneTotal":"300000.01"}""", "milestones.sum")]
    [InlineData("achievement.conversion", """{"paidAmount":"100001"}""", "paid_amount.limit", false)]
    [InlineData("achievement.conversion", """{"state":"TERMINATED"}""", "terminated_on.when")]
    [InlineData("achievement.conversion", """{"terminatedOn":"2026-05-01"}""", "terminated_on.only_when")]
    [InlineData("achievement.conversion_payment", """{"milestoneNumber":null}""", "milestone_number.when")]
    [InlineData("achievement.conversion_payment", """{"kind":"SHARE"}""", "period.when")]
    [InlineData("achievement.demand", """{"number":"XQ-2"}""", "number.key")]
    [InlineData("achievement.task", """{"number":"RW-2"}""", "number.key")]
    [InlineData("achievement.task", """{"dueOn":"2026-01-31"}""", "due_on.order")]
    [InlineData("achievement.project", """{"number":"JBGS-2026-02"}""", "number.key")]
    [InlineData("achievement.project", """{"publicFunding":"3000001"}""", "public_funding.limit")]
    [InlineData("achievement.project", """{"undertakerUscc":null}""", "undertaker_uscc.when")]
    [InlineData("achievement.project", """{"stage":"TERMINATED"}""", "termination_reason.when")]
    [InlineData("achievement.project", """{"stage":"REVIEW"}""", "gates.stage")]
    [InlineData("achievement.project", """{"gates":[{"stage":"BIDDING","passedOn":"2026-03-09"},{"stage":"PUBLISHED","passedOn":"2026-03-10"}]}""", "gates.order")]
    [InlineData("achievement.project", """{"gates":[{"stage":"PUBLISHED","passedOn":"2026-03-11"},{"stage":"BIDDING","passedOn":"2026-03-10"}]}""", "gates.order")]
    [InlineData("achievement.bid", """{"reviewedOn":"2026-02-28"}""", "reviewed_on.order")]
    [InlineData("achievement.bid", """{"reviewedOn":null}""", "reviewed_on.when")]
    [InlineData("achievement.project_event", """{"toStage":"ACCEPTED"}""", "to_stage.step")]
    [InlineData("achievement.project_event", """{"toStage":"BIDDING"}""", "to_stage.step")]
    [InlineData("achievement.project_event", """{"fromStage":null}""", "to_stage.step")]
    [InlineData("achievement.project_event", """{"fromStage":"TERMINATED","toStage":"TERMINATED","note":"再终止"}""", "to_stage.step")]
    [InlineData("achievement.project_event", """{"toStage":"TERMINATED"}""", "note.termination")]
    [InlineData("achievement.major_result", """{"number":"ZD-2"}""", "number.key")]
    [InlineData("achievement.list_item", """{"doneOn":null}""", "done_on.when")]
    [InlineData("achievement.list_item", """{"state":"RUNNING"}""", "done_on.only_when")]
    [InlineData("achievement.case_study", """{"number":"AL-2"}""", "number.key")]
    [InlineData("achievement.case_study", """{"until":"2025-12-31"}""", "until.order")]
    [InlineData("achievement.case_study", """{"town":null}""", "town.when")]
    [InlineData("indicator.task_definition", """{"code":"T-05"}""", "code.key")]
    [InlineData("indicator.task_progress", """{"problems":null}""", "problems.when", false)]
    [InlineData("indicator.meeting", """{"number":"2026-Q4"}""", "number.key")]
    [InlineData("indicator.meeting", """{"figures":[{"code":"JN-05"}]}""", "figures.or_note")]
    [InlineData("indicator.meeting", """{"figures":[{"code":"JN-05","computed":"1"},{"code":"JN-05","note":"无"}]}""", "figures.twice")]
    public void Check_SpoiledContent_BreaksThatRuleAlone(string facet, string spoil, string rule, bool holds = true)
    {
        var change = Spoiled(facet, spoil);

        var verdict = _rules.Check(change);

        Assert.Equal([$"{facet}.{rule}"], verdict.Violations.Select(violation => violation.Rule));
        Assert.Equal(holds, verdict.Holds);
        Assert.True(verdict.Violations.All(violation => violation.Value.Length == 0) || !FacetCatalogue.Find(facet)!.IsClosed);
    }

    [Fact]
    public void Check_OpeningStepUnderTheCode_MustStateThatCode()
    {
        var change = SoundFacets.Of("enterprise.opening_step");
        change.Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "914403001922038216" };

        Assert.Equal(["enterprise.opening_step.uscc.key"], _rules.Check(change).Violations.Select(violation => violation.Rule));
    }

    [Fact]
    public void Check_ContractWhoseAmountsAreToCome_IsSound()
    {
        var change = Spoiled("achievement.technical_contract", """{"totalAmount":null,"technologyAmount":null,"amountPending":true}""");

        Assert.Empty(_rules.Check(change).Violations);
    }

    [Theory]
    [InlineData("""{"fromStage":null,"toStage":"PUBLISHED"}""")]
    [InlineData("""{"fromStage":"BIDDING","toStage":"TERMINATED","note":"无人揭榜"}""")]
    public void Check_ProjectThatBeginsOrEnds_IsSound(string spoil)
    {
        Assert.Empty(_rules.Check(Spoiled("achievement.project_event", spoil)).Violations);
    }

    private static Change Spoiled(string facet, string spoil)
    {
        var kind = FacetCatalogue.Find(facet)!;
        var change = SoundFacets.Of(facet);
        var content = kind.ContentOf(change)!;
        var spoiled = JsonParser.Default.Parse(spoil, kind.Descriptor);
        foreach (var named in JsonDocument.Parse(spoil).RootElement.EnumerateObject())
            kind.Descriptor.Fields.InFieldNumberOrder().Single(field => field.JsonName == named.Name).Accessor.Clear(content);
        content.MergeFrom(spoiled.ToByteString());
        return change;
    }
}
