using DataBus.Adapters.Declaration;
using DataBus.Adapters.Templates;
using DataBus.V1;

namespace DataBus.Adapters.Verbs;

/// <summary>The options of <c>template export</c>.</summary>
internal sealed record TemplateOptions
{
    /// <summary>The facet kind.</summary>
    public string Facet { get; private init; } = "";

    /// <summary>Write what the bus knows.</summary>
    public bool Fill { get; private init; }

    /// <summary>The file; by default named as the facet.</summary>
    public string Out { get; private init; } = "";

    /// <summary>Address of the hub.</summary>
    public string Hub { get; private init; } = new AdapterOptions().Hub;

    /// <summary>The source whose template it is; empty: none.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Ask as an operator.</summary>
    public bool Operator { get; private init; }

    /// <summary>Reads what stands behind <c>template</c>.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with it, at once.</exception>
    public static TemplateOptions Parse(IReadOnlyList<string> args)
    {
        var options = new TemplateOptions();
        var problems = new List<SettingProblem>();
        if (args is not ["export", ..])
            problems.Add(new SettingProblem(0, "template", args.Count == 0 ? null : args[0], "应为 export", "should be export"));
        for (var i = 1; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            switch (args[i])
            {
                case "--fill": options = options with { Fill = true }; continue;
                case "--operator": options = options with { Operator = true }; continue;
                case "--out": options = options with { Out = value }; break;
                case "--hub": options = options with { Hub = value }; break;
                case "--source": options = options with { Source = value }; break;
                case var facet when !facet.StartsWith('-') && options.Facet.Length == 0: options = options with { Facet = facet }; continue;
                default: problems.Add(new SettingProblem(0, args[i], args[i], "没有这个选项", "there is no such option")); continue;
            }
            i++;
        }
        options = options.Check(problems);
        return problems.Count == 0 ? options : throw new AdapterFileException("template", problems);
    }

    private TemplateOptions Check(List<SettingProblem> problems)
    {
        if (FacetCatalogue.Find(Facet) is not { } facet)
        {
            var names = string.Join(", ", FacetCatalogue.All.Select(one => $"{one.Name} ({one.Zh})"));
            problems.Add(new SettingProblem(0, "FACET", Facet, $"应为其中之一: {names}", $"should be one of {names}"));
            return this;
        }
        if (Source.Length > 0 && !SourceName.IsValid(Source))
            problems.Add(new SettingProblem(0, "--source", Source, "应形如 tax.rd-deduction", "should look like tax.rd-deduction"));
        AdapterOptions.DemandAddress(problems, "--hub", Hub);
        var file = Out.Length > 0 ? Out : $"{TemplateLayout.Of(facet).Sheet}.xlsx";
        if (!file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            problems.Add(new SettingProblem(0, "--out", file, "应为 .xlsx 文件", "should be an .xlsx file"));
        if (File.Exists(file))
            problems.Add(new SettingProblem(0, "--out", file, "文件已存在, 不覆盖. 请另给文件名", "the file exists and is not overwritten. Give another name"));
        return this with { Out = file };
    }
}
