using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DataBus.Adapters.Declaration;

/// <summary>Makes an <see cref="AdapterFile"/> of YAML text.</summary>
internal sealed class AdapterFileParser
{
    private readonly List<SettingProblem> _problems = [];

    private AdapterFileParser()
    {
    }

    /// <summary>Reads an adapter file.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with it, at once.</exception>
    public static AdapterFile Parse(string name, string text)
    {
        var parser = new AdapterFileParser();
        var file = parser.ParseRoot(text);
        return parser._problems.Count == 0 ? file! : throw new AdapterFileException(name, parser._problems);
    }

    private AdapterFile? ParseRoot(string text)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            _problems.Add(new SettingProblem((int)e.Start.Line, "", null, $"不是 YAML: {e.Message}", $"not YAML: {e.Message}"));
            return null;
        }
        if (yaml.Documents.Count != 1 || yaml.Documents[0].RootNode is not YamlMappingNode root)
        {
            _problems.Add(new SettingProblem(1, "sources", null, "应为来源列表", "should be a list of sources"));
            return null;
        }
        var reader = new SettingReader(root, "", _problems);
        var sources = reader.Sections("sources", required: true).Select(ParseSource).ToList();
        foreach (var twice in sources.GroupBy(s => s.Source).Where(g => g.Key.Length > 0 && g.Count() > 1))
            reader.Wrong("sources", $"来源 {twice.Key} 只能出现一次", $"source {twice.Key} may stand there once");
        reader.Done();
        return new AdapterFile(sources);
    }

    private static SourceDeclaration ParseSource(SettingReader reader)
    {
        var source = reader.Text("source", required: true) ?? "";
        if (source.Length > 0 && !SourceName.IsValid(source))
            reader.Wrong("source", "应形如 tax.rd-deduction", "should look like tax.rd-deduction");
        var input = InputParser.Parse(reader.Section("input", required: true));
        var declaration = new SourceDeclaration
        {
            Source = source,
            Poll = reader.Duration("poll", input.Poll, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))!.Value,
            Freshness = reader.Duration("freshness", null, TimeSpan.FromMinutes(1), TimeSpan.FromDays(366)),
            Input = input,
            Raw = reader.Texts("raw"),
            Ignore = reader.Texts("ignore"),
            KnownColumns = reader.Texts("columns"),
            Scope = FacetParser.Conditions(reader, "scope"),
            Tables = Tables(reader.Section("tables")),
            Facets = [.. reader.Sections("facets", required: input is not FileInput { IsTemplatesOnly: true }).Select(f => FacetParser.Parse(f, source))],
        };
        reader.Done();
        return declaration;
    }

    private static Dictionary<string, TableDeclaration> Tables(SettingReader? reader)
    {
        var tables = new Dictionary<string, TableDeclaration>();
        foreach (var (name, _) in reader?.Entries().ToList() ?? [])
        {
            if (reader!.Section(name, required: true) is not { } table)
                continue;
            var values = new Dictionary<string, string>();
            foreach (var (text, code) in table.Section("values", required: true)?.Entries() ?? [])
                values[text] = code.ToString();
            tables[name] = new TableDeclaration(values, table.Choice(
                "otherwise", TableMiss.Error, ("error", TableMiss.Error), ("keep", TableMiss.Keep), ("empty", TableMiss.Empty)));
            table.Done();
        }
        return tables;
    }
}
