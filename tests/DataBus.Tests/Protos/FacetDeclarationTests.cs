using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Tests.Protos;

public sealed class FacetDeclarationTests
{
    private static readonly FieldDescriptor[] _fields =
        [.. FacetCatalogue.All.SelectMany(kind => Messages(kind.Descriptor)).Distinct().SelectMany(message => message.Fields.InFieldNumberOrder())];

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
        Assert.Equal(["enterprise.rd_deduction"], FacetCatalogue.All.Where(kind => kind.IsClosed).Select(kind => kind.Name));
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
        Assert.All(CodeTables.All, table => Assert.Contains(_fields, field => Spec(field).CodeTable == table.Name));
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
    public void Fields_WithPersonsNames_ArePersonalAndMasked()
    {
        Assert.All(_fields.Where(field => Spec(field).Format == Format.MaskedName), field => Assert.Equal(FieldClass.Personal, Spec(field).Class));
        Assert.Equal(Format.MaskedName, Spec(Registration.Descriptor.FindFieldByName("representative")).Format);
        Assert.Equal(Format.MaskedName, Spec(Publication.Descriptor.FindFieldByName("inventors")).Format);
        Assert.False(Spec(Publication.Descriptor.FindFieldByName("application_number")).Required);
    }

    private static FieldSpec Spec(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Field) ?? new FieldSpec();

    private static IEnumerable<MessageDescriptor> Messages(MessageDescriptor message) => message.Fields.InFieldNumberOrder()
        .Where(field => field.FieldType == FieldType.Message)
        .SelectMany(field => Messages(field.MessageType))
        .Prepend(message);
}
