using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Cli.Catalogue;

/// <summary>Makes catalogue entries of what the contract declares.</summary>
internal static class CatalogueReader
{
    public static CatalogueEntry Read(FacetKind facet) => new(
        facet.Name,
        facet.Zh,
        FieldTexts.EntityOf(facet.EntityKind),
        facet.Spec.Provider,
        FieldTexts.SharingOf(facet.Spec.Sharing),
        facet.Spec.Condition,
        facet.IsEvent ? "事件（逐条保留）" : "状态（整份更新）",
        facet.IsMany ? "每主体多份" : "每主体一份",
        [.. facet.InstanceFields.Select(static field => field.Name)],
        facet.OwnerField?.Name ?? "",
        [.. SourcesOf(facet.Name)],
        [.. FieldsOf(facet.Descriptor, "")]);

    private static IEnumerable<CatalogueSource> SourcesOf(string facet) =>
        from source in InitialOwnership.BySource
        from part in source.Value.Parts
        where part.Facet == facet
        select new CatalogueSource(source.Key, source.Value.Bureau, part.Part);

    private static IEnumerable<CatalogueField> FieldsOf(MessageDescriptor message, string prefix)
    {
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            var path = $"{prefix}{field.Name}{(field.IsRepeated ? "[]" : "")}";
            yield return Read(field, path);
            if (!FieldTexts.IsMessage(field))
                continue;
            foreach (var inner in FieldsOf(field.MessageType, $"{path}."))
                yield return inner;
        }
    }

    private static CatalogueField Read(FieldDescriptor field, string path)
    {
        var spec = field.GetOptions()?.GetExtension(OptionsExtensions.Field) ?? new FieldSpec();
        return new CatalogueField(
            path,
            spec.Zh,
            FieldTexts.TypeOf(field),
            spec.Unit,
            FieldTexts.FormatOf(spec.Format),
            spec.CodeTable,
            spec.Required,
            FieldTexts.RangeOf(spec),
            FieldTexts.ClassOf(spec.Class),
            spec.SameAs,
            FieldComments.Of(field));
    }
}
