using System.Globalization;
using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Verbs;

/// <summary>The options of <c>return</c>.</summary>
internal sealed record ReturnOptions
{
    /// <summary>The source.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Only what this job returned; 0: all.</summary>
    public ulong Job { get; private init; }

    /// <summary>The operator who asks; empty: the source itself does.</summary>
    public string Actor { get; private init; } = "";

    /// <summary>The file.</summary>
    public string Out { get; private init; } = "";

    /// <summary>Address of the hub.</summary>
    public string Hub { get; private init; } = new AdapterOptions().Hub;

    /// <summary>Reads what stands behind <c>return</c>.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with it, at once.</exception>
    public static ReturnOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ReturnOptions();
        var problems = new List<SettingProblem>();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            switch (args[i])
            {
                case "--source": options = options with { Source = value }; break;
                case "--out": options = options with { Out = value }; break;
                case "--actor": options = options with { Actor = value }; break;
                case "--hub": options = options with { Hub = value }; break;
                case "--job" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var job): options = options with { Job = job }; break;
                case "--job": problems.Add(new SettingProblem(0, "--job", value, "应为批量作业的编号", "should be the number of a job")); break;
                default: problems.Add(new SettingProblem(0, args[i], args[i], "没有这个选项", "there is no such option")); break;
            }
        }
        options.Check(problems);
        return problems.Count == 0 ? options : throw new AdapterFileException("return", problems);
    }

    private void Check(List<SettingProblem> problems)
    {
        if (!SourceName.IsValid(Source))
            problems.Add(new SettingProblem(0, "--source", Source, "应形如 tax.rd-deduction", "should look like tax.rd-deduction"));
        AdapterOptions.DemandAddress(problems, "--hub", Hub);
        if (!Out.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            problems.Add(new SettingProblem(0, "--out", Out, "应为 .xlsx 文件", "should be an .xlsx file"));
        else if (File.Exists(Out))
            problems.Add(new SettingProblem(0, "--out", Out, "文件已存在, 不覆盖. 请另给文件名", "the file exists and is not overwritten. Give another name"));
    }
}
