using System.Globalization;
using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Verbs.Previews;

/// <summary>The options of <c>preview</c>.</summary>
/// <param name="Adapter">Those that it shares with a run.</param>
/// <param name="Rows">Rows of each source that are shown.</param>
/// <param name="IsJson">True: a JSON object a line; false: lines for people.</param>
internal sealed record PreviewOptions(AdapterOptions Adapter, int Rows, bool IsJson)
{
    private const int DefaultRows = 100;
    private const int MaxRows = 10_000;

    /// <summary>Reads what stands behind <c>preview</c>.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with it, at once.</exception>
    public static PreviewOptions Parse(IReadOnlyList<string> args)
    {
        var rest = new List<string>();
        var problems = new List<SettingProblem>();
        var (rows, isJson) = (DefaultRows, false);
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is not ("--rows" or "--output"))
            {
                rest.Add(args[i]);
                continue;
            }
            var value = i + 1 < args.Count ? args[i + 1] : null;
            if (args[i] == "--output" && value is "json" or "table")
                isJson = value == "json";
            else if (args[i] == "--output")
                problems.Add(new SettingProblem(0, "--output", value, "应为 table 或 json", "should be table or json"));
            else if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rows) || rows is 0 or > MaxRows)
                problems.Add(new SettingProblem(0, "--rows", value, $"应为 1 到 {MaxRows} 的整数", $"should be a whole number from 1 to {MaxRows}"));
            i++;
        }
        var adapter = AdapterOptions.Parse(rest);
        return problems.Count == 0 ? new PreviewOptions(adapter, rows, isJson) : throw new AdapterFileException("preview", problems);
    }
}
