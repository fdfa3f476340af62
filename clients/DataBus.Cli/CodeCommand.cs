using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus code list|add</c>.</summary>
internal static class CodeCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("code", options.Texts["code"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Add(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var table = new Argument<string>("TABLE") { Description = options.Texts["arg.table"] };
        var command = options.Command("list", "code.list", "code list tier_code");
        command.Arguments.Add(table);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var answer = await context.Client.Governance.ListCodesAsync(parsed.GetValue(table)!, context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Table(
                    context.Texts.IsChinese ? ["代码", "名称", "来历"] : ["code", "name", "origin"],
                    answer.Codes.Select(code => (IReadOnlyList<string>)[code.Code, code.Zh, context.Texts[code.Added ? "code.added" : "code.contract"]]));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Add(GlobalOptions options)
    {
        var table = new Argument<string>("TABLE") { Description = options.Texts["arg.table"] };
        var code = new Argument<string>("CODE") { Description = options.Texts["arg.code"] };
        var zh = new Argument<string>("NAME") { Description = options.Texts["arg.code-name"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var yes = new Option<bool>("--yes") { Description = options.Texts["opt.yes"] };
        var command = options.Command("add", "code.add", "code add tier_code T4 科技小巨人 --reason \"…\" --yes");
        foreach (var argument in (Argument[])[table, code, zh])
            command.Arguments.Add(argument);
        command.Options.Add(reason);
        command.Options.Add(yes);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Governance.AddCodeAsync(
                new AddCodeRequest
                {
                    Table = parsed.GetValue(table),
                    Code = parsed.GetValue(code),
                    Zh = parsed.GetValue(zh),
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
