using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus trim</c>.</summary>
internal static class TrimCommand
{
    public static Command Create(GlobalOptions options)
    {
        var days = new Option<uint>("--keep-days") { Description = options.Texts["opt.keep-days"], Required = true };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], DefaultValueFactory = _ => "" };
        var dryRun = new Option<bool>("--dry-run") { Description = options.Texts["opt.trim-dry"] };
        var command = options.Command("trim", "trim", "trim --keep-days 400 --dry-run", "trim --keep-days 400 --reason \"…\"");
        foreach (var option in (Option[])[days, reason, dryRun])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var (why, isDry) = (parsed.GetValue(reason)!.Trim(), parsed.GetValue(dryRun));
            if (why.Length == 0 && !isDry)
                throw new CliException(ExitCodes.Usage, context.Texts["trim.reason"]);
            TrimLogResponse? last = null;
            await foreach (var step in context.Client.Operations.TrimLogAsync(parsed.GetRequiredValue(days), why, isDry, context.Token))
            {
                last = step;
                if (!step.Done)
                    await context.Terminal.Error.WriteLineAsync(context.Texts.Format("trim.begun", step.Entry));
            }

            if (context.Output.IsJson)
                context.Output.Json(last!);
            else
                context.Output.Line(TextOf(last!, context.Texts));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static string TextOf(TrimLogResponse last, Texts texts)
    {
        if (last.Floor == last.FloorBefore)
            return texts.Format("trim.nothing", last.Floor);
        return last.Entry == 0
            ? texts.Format("trim.would", last.Dropped, last.Bytes, last.Rewritten, last.Floor, last.FloorBefore)
            : texts.Format("trim.done", last.Dropped, last.Bytes, last.Floor);
    }
}
