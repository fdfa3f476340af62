using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Templates;
using DataBus.V1;

namespace DataBus.Adapters.Returns;

/// <summary>Finds of what a return workbook is: the one list of its source, one of several by its columns, or a filled template.</summary>
internal static class ReturnedShape
{
    /// <summary>What is declared for the workbook, and its mapping.</summary>
    /// <param name="names">The bureau's columns in it.</param>
    /// <param name="source">The source.</param>
    /// <param name="mapping">Its mapping.</param>
    /// <exception cref="UnreadableFileException">It cannot be told.</exception>
    public static (SourceDeclaration Declared, RowMapping Mapping) Find(IReadOnlySet<string> names, SourceDeclaration source, RowMapping mapping)
    {
        var patterns = ((FileInput)source.Input).Files;
        var feeds = patterns.Where(pattern => pattern.Template is null).Select(pattern => pattern.Feed).Distinct().ToList();
        var layouts = patterns.Select(pattern => pattern.Template).OfType<string>().Distinct().SelectMany(Layouts).ToList();
        if (feeds.Count + layouts.Count > 1)
        {
            feeds = [.. feeds.Where(feed => source.Of(feed).Columns.Where(source.Raw.Contains).All(names.Contains))];
            layouts = feeds.Count > 0 ? [] : [.. layouts.Where(layout => IsOf(names, TemplateMapping.Declared(layout, source.Source), layout))];
        }
        return (feeds, layouts) switch
        {
            ([var feed], []) => (source.Of(feed), mapping.Of(feed)),
            ([], [var layout]) => (Cut(TemplateMapping.Declared(layout, source.Source), names, source.Input), TemplateMapping.Of(layout, source.Source)),
            _ => throw new UnreadableFileException(
                1, "从列名看不出是这个数源的哪一份清单或模板. 请恢复列名, 或按清单分开退回",
                "its columns do not tell which list or template of the source it is of. Restore their names, or return the lists one by one"),
        };
    }

    private static IEnumerable<TemplateLayout> Layouts(string facet) =>
        (facet.Length == 0 ? FacetCatalogue.All : [FacetCatalogue.Find(facet)!]).Select(TemplateLayout.Of);

    private static bool IsOf(IReadOnlySet<string> names, SourceDeclaration declared, TemplateLayout layout) =>
        names.All(layout.Headers.Contains) && Cut(declared, names, declared.Input).Raw.All(names.Contains);

    // A kind of key that nobody fills may not be there.
    private static SourceDeclaration Cut(SourceDeclaration declared, IReadOnlySet<string> names, InputDeclaration input) => declared with
    {
        Raw = [.. declared.Raw.Where(column => names.Contains(column) || declared.Facets[0].Columns.Contains(column))],
        Input = input,
    };
}
