using System.Text.RegularExpressions;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>Makes the mapping of a template's rows from its layout: nobody has to declare one.</summary>
internal static class TemplateMapping
{
    /// <summary>The mapping of one facet kind's template for a source.</summary>
    public static RowMapping Of(TemplateLayout layout, string source)
    {
        var facet = new FacetDeclaration { Facet = layout.Facet.Name, Keys = [], Fields = new Dictionary<string, ValueDeclaration>() };
        var declared = Declared(layout, source) with { Facets = [facet] };
        var key = new KeyMapping(layout.Facet.EntityKind, [.. layout.Keys.Select(column => (column.Scheme, Key(column, source), (Regex?)null))]);
        var fields = layout.Fields.Where(column => !column.IsLines).Select(column => Field(layout.Facet, column)).ToList();
        var mapping = new FacetMapping(layout.Facet, facet, key, fields, new TemplateRowMapper(layout));
        return new RowMapping(declared, [mapping], static (_, e) => throw e);
    }

    /// <summary>What a declaration of the template would say: rows of which no key can be made are told apart by raw columns, and what is
    /// personal or closed does not leave.</summary>
    public static SourceDeclaration Declared(TemplateLayout layout, string source) => new()
    {
        Source = source,
        Input = new FileInput { Files = [] },
        Raw = [.. layout.Keys.SelectMany(key => key.Headers), .. layout.Fields.Where(IsOpen).Select(column => column.Header)],
        Facets =
        [
            new FacetDeclaration
            {
                Facet = layout.Facet.Name,
                Keys = [],
                Fields = layout.Fields.ToDictionary(column => column.Path, column => new ValueDeclaration { Column = column.Header }),
            },
        ],
    };

    private static FieldMapping Field(FacetKind facet, TemplateColumn column) => new(
        FieldPath.Find(facet.Descriptor, column.Path)!,
        new ValueMapping(new ValueDeclaration { Column = column.Header }, TemplateValues.Converters(column.Field)));

    private static ValueMapping Key(KeyColumn column, string source)
    {
        if (column.Headers.Count == 2)
            return new ValueMapping(new ValueDeclaration { Template = TemplateDeclaration.Parse($"{{{column.Headers[0]}}}:{{{column.Headers[1]}}}", source) }, []);
        return new ValueMapping(new ValueDeclaration { Column = column.Headers[0] }, [c => c.Each(text => Normal(column.Scheme, text, source))]);
    }

    private static string Normal(string scheme, string text, string source) => scheme switch
    {
        "local" => LocalNumber.Complete(text, source),
        "patent" => DocumentConverters.Base(text),
        "uscc" or "regno" => TextConverters.Identifier(text),
        _ => TextConverters.HalfWidth(text),
    };

    private static bool IsOpen(TemplateColumn column) =>
        column.Spec.Class == FieldClass.Unspecified && column.Parts.All(part => part.Spec.Class == FieldClass.Unspecified);
}
