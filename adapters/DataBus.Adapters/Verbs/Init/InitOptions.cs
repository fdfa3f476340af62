using DataBus.Adapters.Declaration;
using DataBus.V1;

namespace DataBus.Adapters.Verbs.Init;

/// <summary>The options of <c>init</c>; what is missing is asked for at a terminal.</summary>
internal sealed record InitOptions
{
    /// <summary>The source, as in the hub's ownership table.</summary>
    public string? Source { get; private init; }

    /// <summary>The facet kind that rows become.</summary>
    public string? Facet { get; private init; }

    /// <summary>The column with the entity's number.</summary>
    public string? Key { get; private init; }

    /// <summary>The column that rises with every change.</summary>
    public string? Version { get; private init; }

    /// <summary>The declaration that is written.</summary>
    public string Out { get; private init; } = "adapter.yaml";

    /// <summary>A file like those that will be dropped.</summary>
    public string? File { get; private init; }

    /// <summary>The first page of a list of a JSON API.</summary>
    public string? Url { get; private init; }

    /// <summary>The database's kind.</summary>
    public string? Driver { get; private init; }

    /// <summary>Its connection string.</summary>
    public string? Connection { get; private init; }

    /// <summary>File of an SQLite database.</summary>
    public string? Db { get; private init; }

    /// <summary>The table or view.</summary>
    public string? Table { get; private init; }

    /// <summary>One SELECT in its place.</summary>
    public string? Query { get; private init; }

    /// <summary>Reads what stands behind <c>init</c>.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with it, at once.</exception>
    public static InitOptions Parse(IReadOnlyList<string> args)
    {
        var options = new InitOptions();
        var problems = new List<SettingProblem>();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 < args.Count && options.With(args[i], args[i + 1]) is { } more)
                options = more;
            else if (i + 1 < args.Count)
                problems.Add(new SettingProblem(0, args[i], args[i], "没有这个选项", "there is no such option"));
            else
                problems.Add(new SettingProblem(0, args[i], null, "选项后应有值", "a value should follow"));
        }
        options.Check(problems);
        return problems.Count == 0 ? options : throw new AdapterFileException("init", problems);
    }

    private InitOptions? With(string name, string value) => name switch
    {
        "--source" => this with { Source = value },
        "--facet" => this with { Facet = value },
        "--key" => this with { Key = value },
        "--version" => this with { Version = value },
        "--out" => this with { Out = value },
        "--file" => this with { File = value },
        "--url" => this with { Url = value },
        "--driver" => this with { Driver = value },
        "--connection" => this with { Connection = value },
        "--db" => this with { Db = value },
        "--table" => this with { Table = value },
        "--query" => this with { Query = value },
        "--hub" or "--output" or "--lang" => this,
        _ => null,
    };

    private void Check(List<SettingProblem> problems)
    {
        if (Source is not null && !SourceName.IsValid(Source))
            problems.Add(new SettingProblem(0, "--source", Source, "应形如 tax.rd-deduction", "should look like tax.rd-deduction"));
        if (Facet is not null && FacetCatalogue.Find(Facet) is null)
            problems.Add(new SettingProblem(0, "--facet", Facet, "契约中没有这个分面", "the contract has no such facet"));
        if (System.IO.File.Exists(Out))
            problems.Add(new SettingProblem(0, "--out", Out, "文件已存在, 不覆盖. 请另给文件名", "the file exists and is not overwritten. Give another name"));
        if (File is not null && !System.IO.File.Exists(File))
            problems.Add(new SettingProblem(0, "--file", File, "应为已有的文件", "should be a file that exists"));
        if (Driver is not null && !SqlInput.Drivers.Contains(Driver))
            problems.Add(new SettingProblem(0, "--driver", Driver, $"应为其中之一: {string.Join(", ", SqlInput.Drivers)}", $"should be one of {string.Join(", ", SqlInput.Drivers)}"));
        if (new[] { File, Url, Driver ?? Db }.Count(input => input is not null) > 1)
            problems.Add(new SettingProblem(0, "--file", File, "--file、--url、--driver (--db) 只用其一", "use one of --file, --url and --driver (--db)"));
    }
}
