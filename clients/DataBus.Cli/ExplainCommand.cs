using System.CommandLine;
using System.Globalization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus explain</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(GlobalOptions options)
    {
        var key = new Argument<string>("KEY") { Description = options.Texts["arg.key"] };
        var facet = options.Facet();
        var command = options.Command("explain", "explain", "explain enterprise/uscc/91120112712847285B");
        command.Arguments.Add(key);
        command.Options.Add(facet);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Query.ExplainAsync(context.KeyOf(parsed.GetValue(key)!), parsed.GetValue(facet)!, context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.ShowKeys(answer.Keys);
            context.Output.Table(
                context.Texts.IsChinese
                    ? ["修订", "分面", "数源", "推送", "批次", "版本", "落盘时间", "规则数", "告警"]
                    : ["revision", "facet", "source", "push", "pass", "version", "committed", "rules", "warnings"],
                answer.Facets.Select(one => Row(one, answer.Keys)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(Explanation one, IReadOnlyList<Key> keys) =>
    [
        $"{one.Revision}",
        $"{FacetCatalogue.Of(one.Change)?.Name} {Addresses.Of(one.Change)?.Instance}{CliContext.KeyAmong(keys, one.Change.Key)}",
        one.Run.Source,
        $"{one.Run.Push}",
        one.Run.Pass,
        VersionOf(one.Change.SourceVersion),
        DistrictTime.Text(one.Run.CommittedAt),
        $"{one.RulesChecked}",
        string.Join(' ', one.Change.Hub?.Warnings.Select(warning => warning.Rule) ?? []),
    ];

    private static string VersionOf(SourceVersion? version) => version?.OrderCase switch
    {
        SourceVersion.OrderOneofCase.Sequence => $"{version.Sequence}",
        SourceVersion.OrderOneofCase.Time => version.Time.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture),
        _ => "",
    };
}
