using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Tests.Protos;

public sealed class FacetDeclarationTests
{
    /// <summary>The facet kinds of the domain: name, shape, instance key, and the field that decides the owner.</summary>
    private const string Domain = """
        enterprise.registration STATE
        enterprise.rd_deduction STATE tax_year
        enterprise.tier_label STATE code+certificate by code
        enterprise.opening_step STATE step by step
        enterprise.tax_relief STATE tax_year
        enterprise.consent STATE consent_number
        enterprise.listing STATE by board
        enterprise.listing_event EVENT by board
        enterprise.park_residency STATE park by park
        enterprise.origin STATE
        enterprise.industry_mark STATE
        enterprise.chain_role STATE chain+node
        enterprise.service_case STATE case_number
        enterprise.innovation_score STATE period
        enterprise.policy_benefit STATE policy+award_number by policy
        enterprise.financing_event EVENT
        enterprise.equity_event EVENT by holder_kind
        enterprise.rd_body STATE number
        enterprise.soe_investment STATE project_number
        enterprise.product STATE product_number
        enterprise.institution STATE by kind
        platform.profile STATE by kind
        platform.member STATE uscc+role by platform_kind
        platform.service_offer STATE offer_number
        platform.booking EVENT
        platform.activity STATE activity_number by organiser
        platform.fund STATE
        platform.financial_product STATE product_number
        platform.broker STATE broker_code
        achievement.publication STATE document_number
        achievement.legal_event EVENT
        achievement.licence STATE filing_number
        achievement.pledge STATE registration_number
        achievement.transfer EVENT
        achievement.availability STATE
        achievement.technical_contract STATE
        achievement.conversion STATE agreement_number
        achievement.conversion_payment EVENT
        achievement.demand STATE by channel
        achievement.task STATE
        achievement.project STATE
        achievement.bid STATE bidder_uscc
        achievement.project_event EVENT
        achievement.major_result STATE
        achievement.list_item STATE list+item_number
        achievement.case_study STATE
        indicator.definition STATE
        indicator.observation STATE period+reporter by reporter
        indicator.figure STATE
        indicator.task_definition STATE
        indicator.task_progress STATE unit+period by unit
        indicator.meeting STATE
        indicator.evaluation STATE unit_uscc+year
        """;

    private static readonly FieldDescriptor[] _fields =
        [.. FacetCatalogue.All.SelectMany(kind => Messages(kind.Descriptor)).Distinct().SelectMany(message => message.Fields.InFieldNumberOrder())];

    private static readonly Comparer<FieldDescriptor> _byName = Comparer<FieldDescriptor>.Create((one, other) => string.CompareOrdinal(one.FullName, other.FullName));

    [Fact]
    public void Contents_OfChange_AreDeclaredFacetsOrMarks()
    {
        var undeclared = Change.Descriptor.Oneofs.Single(oneof => oneof.Name == "content").Fields
            .Select(field => field.MessageType)
            .Where(type => type != Tombstone.Descriptor && type != Pending.Descriptor)
            .Where(type => type.GetOptions()?.GetExtension(OptionsExtensions.Facet) is not { Name.Length: > 0, Shape: not Shape.Unspecified })
            .Select(type => type.Name);

        Assert.Empty(undeclared);
    }

    [Fact]
    public void Facets_InTheCatalogue_SayWhoProvidesThemAndOnWhatCondition()
    {
        Assert.All(FacetCatalogue.All, kind => Assert.NotEmpty(kind.Zh));
        Assert.All(FacetCatalogue.All, kind => Assert.NotEmpty(kind.Spec.Provider));
        Assert.All(FacetCatalogue.All, kind => Assert.NotEqual(SharingClass.Unspecified, kind.Spec.Sharing));
        Assert.All(FacetCatalogue.All, kind => Assert.Equal(kind.Spec.Sharing != SharingClass.Unconditional, kind.Spec.Condition.Length > 0));
        Assert.Equal(["enterprise.rd_deduction", "enterprise.tax_relief"], FacetCatalogue.All.Where(kind => kind.IsClosed).Select(kind => kind.Name));
    }

    [Fact]
    public void Facets_InstanceAndEventFields_AreRequiredText()
    {
        Assert.All(FacetCatalogue.All, kind => Assert.Equal(kind.IsMany, kind.InstanceFields.Count > 0));
        Assert.All(FacetCatalogue.All, kind => Assert.Equal(kind.IsEvent, kind.EventIdField is not null));
        var keys = FacetCatalogue.All.SelectMany(kind => kind.InstanceFields.Append(kind.EventIdField).Append(kind.OwnerField)).OfType<FieldDescriptor>();
        Assert.All(keys, field => Assert.True(field.FieldType == FieldType.String && Spec(field).Required, field.FullName));
    }

    [Fact]
    public void Fields_OfFacets_HaveAChineseNameAndRulesThatExist()
    {
        Assert.All(_fields, field => Assert.NotEmpty(Spec(field).Zh));
        var unknown = _fields.Where(field => Spec(field).CodeTable is { Length: > 0 } table && CodeTables.Find(table) is null);
        Assert.Empty(unknown.Select(field => field.FullName));
        // Why operators discard is no field of a facet.
        Assert.All(CodeTables.All.Where(table => table.Name != "discard_reason"), table => Assert.Contains(_fields, field => Spec(field).CodeTable == table.Name));
    }

    [Fact]
    public void Fields_OfFacets_HoldNoMapsAndNoBinaryFractions()
    {
        var forbidden = _fields.Where(field => field.IsMap || field.FieldType is FieldType.Double or FieldType.Float);

        Assert.Empty(forbidden.Select(field => field.FullName));
    }

    [Fact]
    public void Fields_OfTheTaxReturn_AreClosedButForYearVersionAndDate()
    {
        var open = RdDeduction.Descriptor.Fields.InFieldNumberOrder().Where(field => Spec(field).Class != FieldClass.Closed);

        Assert.Equal(["tax_year", "form_version", "filed_on"], open.Select(field => field.Name));
        Assert.Equal(52, RdDeduction.Descriptor.Fields.InFieldNumberOrder().Count(field => Spec(field).Class == FieldClass.Closed));
    }

    [Fact]
    public void Fields_ThatStateAnotherKey_AreOpenStateTextOfAKnownScheme()
    {
        var stating = FacetCatalogue.All.SelectMany(kind => StatedKeys.FieldsOf(kind.Name).Select(stated => (Facet: kind, stated.Field, stated.Scheme))).ToList();

        Assert.All(stating, one => Assert.False(one.Facet.IsEvent || one.Facet.IsClosed, one.Field.FullName));
        Assert.All(stating, one => Assert.True(one.Field is { FieldType: FieldType.String, IsRepeated: false }, one.Field.FullName));
        Assert.All(stating, one => Assert.Contains(one.Scheme, KeyRules.SchemesOf(one.Facet.EntityKind)));
        // An inner message's field would state it of nobody.
        Assert.Equal(_fields.Where(field => Spec(field).SameAs.Length > 0).Order(_byName), stating.Select(one => one.Field).Order(_byName));
    }

    [Fact]
    public void Fields_WithPersonsNames_ArePersonalAndMasked()
    {
        Assert.All(_fields.Where(field => Spec(field).Format == Format.MaskedName), field => Assert.Equal(FieldClass.Personal, Spec(field).Class));
        Assert.Equal(Format.MaskedName, Spec(Registration.Descriptor.FindFieldByName("representative")).Format);
        Assert.Equal(Format.MaskedName, Spec(Publication.Descriptor.FindFieldByName("inventors")).Format);
        Assert.False(Spec(Publication.Descriptor.FindFieldByName("application_number")).Required);
    }

    [Fact]
    public void Facets_OfTheDomain_AreAllDeclaredWithTheirShapeAndInstanceKey()
    {
        var declared = FacetCatalogue.All.Select(kind => string.Join(' ',
        [
            kind.Name,
            kind.IsEvent ? "EVENT" : "STATE",
            .. kind.IsMany ? [string.Join('+', kind.Spec.InstanceKey)] : Array.Empty<string>(),
            .. kind.OwnerField is { } part ? ["by", part.Name] : Array.Empty<string>(),
        ]));

        Assert.Equal(Domain.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), declared);
    }

    [Fact]
    public void Fields_ThatHoldAKey_SayOfWhichKindOrOfAny()
    {
        var keys = _fields.Where(field => Spec(field).Format == Format.Key);

        Assert.All(keys, field => Assert.Matches("^((enterprise|platform|achievement)/\\.\\*)?$", Spec(field).Pattern));
        Assert.All(keys, field => Assert.Matches("_keys?$", field.Name));
        Assert.Equal(
            _fields.Where(field => field.Name.EndsWith("_key", StringComparison.Ordinal) || field.Name.EndsWith("_keys", StringComparison.Ordinal)), keys);
    }

    private static FieldSpec Spec(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Field) ?? new FieldSpec();

    private static IEnumerable<MessageDescriptor> Messages(MessageDescriptor message) => message.Fields.InFieldNumberOrder()
        .Where(field => field.FieldType == FieldType.Message && field.MessageType.File.Package == Change.Descriptor.File.Package)
        .SelectMany(field => Messages(field.MessageType))
        .Prepend(message);
}
