using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus erasures list|confirm|reject</c>.</summary>
internal static class ErasuresCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("erasures", options.Texts["erasures"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Confirm(options));
        command.Subcommands.Add(Reject(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var command = options.Command("list", "erasures.list", "erasures list");
        options.SetAction(command, CallerRole.Security, async (_, context) =>
        {
            var answer = await context.Client.Erasures.ListAsync(context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Table(
                    context.Texts.IsChinese ? ["擦除", "状态", "对象", "提出", "批准", "地址", "记录", "凭据", "原因"] : ["erasure", "state", "targets", "proposed", "decided", "addresses", "records", "entry", "reason"],
                    answer.Erasures.Select(one => (IReadOnlyList<string>)
                    [
                        $"{one.Id}", context.Texts[$"erasure.{one.State}"], string.Join(' ', one.Targets.Select(static target => $"{KeyText.Format(target.Key)} {target.Facet} {target.Instance}".TrimEnd())),
                        $"{one.ProposedBy} {DistrictTime.Text(one.ProposedAt)}", one.DecidedAt is null ? "" : $"{one.DecidedBy} {DistrictTime.Text(one.DecidedAt)}",
                        $"{one.Addresses}", $"{one.Records}", $"{one.Entry}", one.Reason,
                    ]));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Confirm(GlobalOptions options)
    {
        var id = new Argument<ulong>("ID") { Description = options.Texts["arg.erasure"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], DefaultValueFactory = static _ => "" };
        var command = options.Command("confirm", "erasures.confirm", "erasures confirm 1234");
        command.Arguments.Add(id);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Security, async (parsed, context) =>
        {
            var answer = await context.Client.Erasures.ConfirmAsync(parsed.GetValue(id), parsed.GetValue(reason)!, context.Token);
            return Show(answer, answer.Erasure, context);
        });
        return command;
    }

    private static Command Reject(GlobalOptions options)
    {
        var id = new Argument<ulong>("ID") { Description = options.Texts["arg.erasure"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command("reject", "erasures.reject", "erasures reject 1234 --reason \"…\"");
        command.Arguments.Add(id);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Security, async (parsed, context) =>
        {
            var answer = await context.Client.Erasures.RejectAsync(parsed.GetValue(id), parsed.GetRequiredValue(reason), context.Token);
            return Show(answer, answer.Erasure, context);
        });
        return command;
    }

    private static int Show(Google.Protobuf.IMessage answer, Erasure erasure, CliContext context)
    {
        if (context.Output.IsJson)
            context.Output.Json(answer);
        else if (erasure.State == ErasureState.Done)
            context.Output.Line(context.Texts.Format("erasures.done", erasure.Id, erasure.Addresses, erasure.Failed, erasure.Records, erasure.Entry));
        else
            context.Output.Line(context.Texts.Format("erasures.rejected", erasure.Id));
        return ExitCodes.Ok;
    }
}
