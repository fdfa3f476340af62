using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>Shows what became of each item, with all that is still wrong with it, and tells the exit code.</summary>
internal static class ResultTable
{
    private const string NotFound = "not_found";
    private const string NeedsSecond = "needs_second";

    private static readonly string[] _moved = ["moved", "already_closed"];

    public static int Show(CliContext context, IReadOnlyList<DeskResult> results, IReadOnlyList<string> good)
    {
        if (context.Output.IsJson)
            results.ToList().ForEach(context.Output.Json);
        else
            ShowTable(context, results);
        return ExitOf([.. results.Select(result => result.Result)], good);
    }

    /// <summary>Ok if all are good; the code of what hindered all alike; else partial.</summary>
    public static int ExitOf(IReadOnlyCollection<string> results, IReadOnlyList<string> good)
    {
        if (results.All(good.Contains))
            return ExitCodes.Ok;
        if (results.All(result => result == NotFound))
            return ExitCodes.NotFound;
        if (results.All(result => result == NeedsSecond))
            return ExitCodes.Access;
        return results.All(_moved.Contains) ? ExitCodes.Conflict : ExitCodes.Partial;
    }

    private static void ShowTable(CliContext context, IReadOnlyList<DeskResult> results) => context.Output.Table(
        context.Texts.IsChinese
            ? ["编号", "结果", "状态", "版本", "规则", "字段", "值", "说明"]
            : ["id", "result", "state", "version", "rule", "field", "value", "text"],
        results.SelectMany(result => Rows(result, context.Texts)));

    // A line for each violation: an operator mends them all at once, not one after the other.
    private static IEnumerable<IReadOnlyList<string>> Rows(DeskResult result, Texts texts)
    {
        var violations = result.Violations.Count > 0 ? result.Violations : [new Violation()];
        for (var line = 0; line < violations.Count; line++)
        {
            var broken = violations[line];
            string[] item = line == 0
                ? [$"{result.Id}", texts.Word("result", result.Result), ItemText.StateOf(result.State, texts), $"{result.Version}"]
                : ["", "", "", ""];
            yield return [.. item, broken.Rule, broken.Field, broken.Value, broken.Rule.Length > 0 ? ItemText.MessageOf(broken, texts) : Note(result, texts)];
        }
    }

    private static string Note(DeskResult result, Texts texts) => result switch
    {
        { Problem.Length: > 0 } => texts.Half(result.Problem),
        { Last: { } last } => ItemText.ActOf(last, texts),
        { AcceptedAs: > 0 } => $"→ {result.AcceptedAs}",
        _ => "",
    };
}
