using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Verbs;

/// <summary>The sources of the declarations that a verb works with, ready to map rows.</summary>
internal static class DeclaredSources
{
    /// <summary>Reads the declarations; filled templates need none, and are left out.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with them, at once.</exception>
    public static IReadOnlyList<(SourceDeclaration Source, RowMapping Mapping)> Read(AdapterOptions options, AdapterSetup setup)
    {
        var (name, file) = AdapterFiles.Read(setup.ConfigFiles(options));
        var chosen = AdapterServiceCollectionExtensions.Chosen(file, options);
        AdapterServiceCollectionExtensions.Check(options, setup, name, chosen);
        return [.. chosen.Sources.Where(source => source.Input is not FileInput { IsTemplatesOnly: true }).Select(source =>
            (source, new RowMappingCompiler(setup, []).Compile(source, (_, _) => { })))];
    }
}
