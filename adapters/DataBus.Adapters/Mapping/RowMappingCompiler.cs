using DataBus.Adapters.Declaration;
using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Adapters.Mapping;

/// <summary>Makes a declaration ready to map rows, checked against the contract; gathers everything that is wrong.</summary>
internal sealed class RowMappingCompiler(AdapterSetup setup, List<SettingProblem> problems)
{
    /// <summary>Makes the mapping of a source.</summary>
    public RowMapping Compile(SourceDeclaration source, Action<SourceRow, Exception> mapperFailed)
    {
        if (source.Raw.Count == 0 && source.Input is not FileInput { IsTemplatesOnly: true })
            problems.Add(new SettingProblem(0, $"{source.Source}.raw", null, "至少一列: 无键的行凭它辨认", "should have at least one column: rows without a key are told apart by it"));
        var converters = new Converters(source.Tables, setup.Converters);
        var facets = new List<FacetMapping>();
        foreach (var declared in source.Facets)
        {
            if (Facet(source, declared, converters) is { } facet)
                facets.Add(facet);
        }
        CheckFeeds(source);
        return new RowMapping(source, facets, mapperFailed);
    }

    private void CheckFeeds(SourceDeclaration source)
    {
        if (source.Input is not FileInput files)
            return;
        var feeds = files.Files.Select(pattern => pattern.Feed).ToHashSet();
        foreach (var facet in source.Facets.Where(facet => facet.Feed.Length > 0 && !feeds.Contains(facet.Feed)))
        {
            problems.Add(new SettingProblem(facet.Line, $"{source.Source}.facets.{facet.Facet}.feed", facet.Feed,
                $"files 中没有这个 feed; 有: {string.Join(", ", feeds)}", $"files have no such feed; there are: {string.Join(", ", feeds)}"));
        }
    }

    private FacetMapping? Facet(SourceDeclaration source, FacetDeclaration declared, Converters converters)
    {
        var path = $"{source.Source}.facets.{declared.Facet}";
        if (FacetCatalogue.Find(declared.Facet) is not { } facet)
        {
            var names = string.Join(", ", FacetCatalogue.All.Select(f => f.Name));
            problems.Add(new SettingProblem(declared.Line, path, declared.Facet, $"契约中没有这个分面; 有: {names}", $"the contract has no such facet; there are: {names}"));
            return null;
        }
        var keys = declared.Keys.Select(k => (k.Scheme, Value(k.Value, converters), k.Matches)).ToList();
        foreach (var key in declared.Keys.Where(k => !KeyRules.SchemesOf(facet.EntityKind).Contains(k.Scheme)))
        {
            var schemes = string.Join(", ", KeyRules.SchemesOf(facet.EntityKind));
            problems.Add(new SettingProblem(key.Value.Line, $"{path}.key.scheme", key.Scheme, $"应为其中之一: {schemes}", $"should be one of {schemes}"));
        }
        var fields = declared.Fields.Select(f => Field(facet, path, f.Key, f.Value, converters)).OfType<FieldMapping>().ToList();
        return new FacetMapping(facet, declared, new KeyMapping(facet.EntityKind, keys), fields, Mapper(declared, path));
    }

    private IRowMapper? Mapper(FacetDeclaration declared, string path)
    {
        if (declared.Mapper is null || setup.Mappers.TryGetValue(declared.Mapper, out var mapper))
            return declared.Mapper is null ? null : setup.Mappers[declared.Mapper];
        var names = string.Join(", ", setup.Mappers.Keys);
        problems.Add(new SettingProblem(
            declared.Line, $"{path}.mapper", declared.Mapper, $"这个程序没有这个映射; 有: {names}", $"this program has no such mapper; there are: {names}"));
        return mapper;
    }

    private FieldMapping? Field(FacetKind facet, string path, string name, ValueDeclaration declared, Converters converters)
    {
        if (FieldPath.Find(facet.Descriptor, name) is not { } field)
        {
            var names = string.Join(", ", facet.Descriptor.Fields.InFieldNumberOrder().Select(f => f.Name));
            problems.Add(new SettingProblem(declared.Line, $"{path}.fields", name, $"分面没有这个字段; 有: {names}", $"the facet has no such field; there are: {names}"));
            return null;
        }
        var parts = PartsOf(declared);
        if (!field.CanBeFilled(parts, isList: declared.Convert.Any(converter => converter.Name == ItemsConverter.Name)))
        {
            problems.Add(new SettingProblem(
                declared.Line, $"{path}.fields", name, "表格填不了这种字段 (由 mapper 填)", "a table cannot fill a field of this type (a mapper can)"));
            return null;
        }
        if (declared is { Constant: { } constant, Convert.Count: 0 } && !field.Fits(constant))
        {
            problems.Add(new SettingProblem(
                declared.Line, $"{path}.fields.{name}", constant, $"这个字段是 {field.TypeName}, 放不下这个值", $"the field is of type {field.TypeName} and cannot take this value"));
        }
        return new FieldMapping(field, Value(declared, converters));
    }

    /// <summary>The parts of the message that the converters make; null if they make texts.</summary>
    private static IReadOnlyList<string>? PartsOf(ValueDeclaration declared) =>
        declared.Convert.FirstOrDefault(converter => converter.Name is "capital" or ItemsConverter.Name) is not { } converter ? null
            : converter.Name == ItemsConverter.Name ? converter.Arguments : CapitalConverter.Parts;

    private ValueMapping Value(ValueDeclaration declared, Converters converters)
    {
        var ready = new List<Action<Conversion>>();
        foreach (var converter in declared.Convert)
        {
            if (converters.Create(converter, out var wrong) is { } convert)
                ready.Add(convert);
            else
                problems.Add(new SettingProblem(declared.Line, declared.Path, converter.Name, wrong.Zh, wrong.En));
        }
        return new ValueMapping(declared, ready);
    }
}
