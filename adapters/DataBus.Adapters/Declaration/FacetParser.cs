using YamlDotNet.RepresentationModel;

namespace DataBus.Adapters.Declaration;

/// <summary>Reads the sections below <c>facets</c>.</summary>
internal static class FacetParser
{
    /// <summary>Reads one facet.</summary>
    public static FacetDeclaration Parse(SettingReader reader, string source)
    {
        var fields = new Dictionary<string, ValueDeclaration>();
        var section = reader.Section("fields", required: true);
        foreach (var (field, node) in section?.Entries().ToList() ?? [])
            fields[field] = Field(section!, field, node, source);
        var facet = new FacetDeclaration
        {
            Facet = reader.Text("facet", required: true) ?? "",
            Feed = reader.Text("feed") ?? "",
            When = Conditions(reader, "when"),
            Keys = [.. reader.Sections("key", required: true).Select(k => Key(k, source))],
            Version = Version(reader.Section("version")),
            Fields = fields,
            DeleteWhen = Conditions(reader, "delete_when"),
            Mapper = reader.Text("mapper"),
            Line = reader.Line,
        };
        reader.Done();
        return facet;
    }

    /// <summary>Reads a list of conditions.</summary>
    public static IReadOnlyList<ConditionDeclaration> Conditions(SettingReader reader, string name) =>
        [.. reader.Sections(name).Select(Condition)];

    private static ConditionDeclaration Condition(SettingReader reader)
    {
        var condition = new ConditionDeclaration
        {
            Column = reader.Text("column", required: true) ?? "",
            Is = reader.Texts("is"),
            IsNot = reader.Texts("is_not"),
            Contains = reader.Texts("contains"),
            NotContains = reader.Texts("not_contains"),
            Matches = reader.Pattern("matches"),
            Empty = reader.Flag("empty"),
        };
        reader.Done();
        return condition;
    }

    private static KeyDeclaration Key(SettingReader reader, string source)
    {
        var key = new KeyDeclaration(reader.Text("scheme", required: true) ?? "", Value(reader, source), reader.Pattern("matches"));
        reader.Done();
        return key;
    }

    private static VersionDeclaration? Version(SettingReader? reader)
    {
        if (reader is null)
            return null;
        var version = new VersionDeclaration(
            reader.Text("column", required: true) ?? "",
            reader.Choice("as", true, ("sequence", true), ("time", false)),
            reader.Texts("formats"));
        reader.Done();
        return version;
    }

    private static ValueDeclaration Field(SettingReader section, string field, YamlNode node, string source)
    {
        if (node is YamlScalarNode { Value.Length: > 0 } column)
            return new ValueDeclaration { Column = column.Value, Path = section.PathOf(field), Line = (int)node.Start.Line };
        if (node is not YamlMappingNode mapping)
        {
            section.Wrong(field, "应为列名或 {column: …}", "should be a column or {column: …}");
            return new ValueDeclaration();
        }
        var reader = section.Below(field, mapping);
        var value = Value(reader, source);
        reader.Done();
        return value;
    }

    private static ValueDeclaration Value(SettingReader reader, string source)
    {
        var (column, template, constant) = (reader.Text("column"), reader.Text("template"), reader.Text("value"));
        if (new[] { column, template, constant }.Count(t => t is not null) != 1)
            reader.Wrong("column", "column、template、value 三者应恰有其一", "exactly one of column, template and value should be there");
        var parsed = template is null ? null : TemplateDeclaration.Parse(template, source);
        if (template is not null && parsed is null)
            reader.Wrong("template", "应为文本, 列名放在 {} 中", "should be text with columns in {}");
        return new ValueDeclaration
        {
            Column = column,
            Template = parsed,
            Constant = constant,
            Convert = Converters(reader),
            Path = reader.PathOf("convert"),
            Line = reader.Line,
        };
    }

    private static List<ConverterDeclaration> Converters(SettingReader reader)
    {
        var found = reader.Find("convert");
        var nodes = found is YamlSequenceNode list ? list.Children : found is null ? [] : [found];
        var converters = new List<ConverterDeclaration>();
        foreach (var node in nodes)
        {
            if (node is YamlScalarNode { Value: { } name })
                converters.Add(new ConverterDeclaration(name, []));
            else if (node is YamlMappingNode { Children.Count: 1 } one && one.Children[0].Key is YamlScalarNode { Value: { } named })
                converters.Add(new ConverterDeclaration(named, reader.Below("convert", one).Texts(named)));
            else
                reader.Wrong("convert", "应为转换器名或 {名: 参数}", "should be names of converters or {name: arguments}");
        }
        return converters;
    }
}
