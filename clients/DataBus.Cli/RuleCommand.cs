using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus rule list|set</c>.</summary>
internal static class RuleCommand
{
    private static readonly Dictionary<string, Severity> _severities = new()
    {
        ["error"] = Severity.Error,
        ["warn"] = Severity.Warning,
        ["contract"] = Severity.Unspecified,
    };

    public static Command Create(GlobalOptions options)
    {
        var command = new Command("rule", options.Texts["rule"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Set(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var facet = options.Facet();
        var command = options.Command("list", "rule.list", "rule list --facet enterprise.tier_label");
        command.Options.Add(facet);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var answer = await context.Client.Governance.ListRulesAsync(parsed.GetValue(facet)!, context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese ? ["规则", "版本", "级别", "另行设定", "说明"] : ["rule", "version", "severity", "set", "text"],
                answer.Rules.Select(rule => Row(rule, answer.Set, context.Texts)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(RuleState rule, IEnumerable<SeveritySet> set, Texts texts)
    {
        var own = set.Where(one => one.Rule == rule.Rule)
            .Select(one => $"{texts[$"severity.{one.Severity}".ToLowerInvariant()]} {one.Source} {(one.Until.Length > 0 ? $"≤ {one.Until}" : "")}".TrimEnd());
        return
        [
            rule.Rule, $"{rule.Version}", texts[$"severity.{rule.Severity}".ToLowerInvariant()], string.Join("; ", own),
            texts.IsChinese ? rule.MessageZh : rule.MessageEn,
        ];
    }

    private static Command Set(GlobalOptions options)
    {
        var rule = new Argument<string>("ID") { Description = options.Texts["opt.rule"] };
        var severity = new Option<string>("--severity") { Description = options.Texts["opt.severity"], Required = true };
        _ = severity.AcceptOnlyFromAmong([.. _severities.Keys]);
        var source = new Option<string>("--source") { Description = options.Texts["opt.rule-source"], DefaultValueFactory = _ => "" };
        var until = new Option<string>("--until") { Description = options.Texts["opt.until"], DefaultValueFactory = _ => "" };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var yes = new Option<bool>("--yes") { Description = options.Texts["opt.yes"] };
        var command = options.Command(
            "set", "rule.set", "rule set enterprise.tier_label.valid_from.required --severity warn --source science.tier-labels --until 2026-12-31 --reason \"…\" --yes");
        command.Arguments.Add(rule);
        foreach (var option in (Option[])[severity, source, until, reason, yes])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Governance.SetRuleAsync(
                new SetRuleRequest
                {
                    Rule = parsed.GetValue(rule),
                    Severity = _severities[parsed.GetValue(severity)!],
                    Source = parsed.GetValue(source),
                    Until = parsed.GetValue(until),
                    Reason = parsed.GetValue(reason),
                    Rehearse = !parsed.GetValue(yes),
                },
                context.Token);
            RehearsalOutput.Show(context, answer, answer.Rehearsal, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }
}
