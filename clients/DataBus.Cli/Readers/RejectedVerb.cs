using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Readers;

/// <summary><c>databus readers rejected</c>.</summary>
internal static class RejectedVerb
{
    public static Command Create(GlobalOptions options)
    {
        var name = ReadersCommand.NameOf(options);
        name.Arity = ArgumentArity.ZeroOrOne;
        var all = new Option<bool>("--all") { Description = options.Texts["opt.all-rejections"] };
        var command = options.Command("rejected", "readers.rejected", "readers rejected", "readers rejected plan-dashboard --all --output json");
        command.Arguments.Add(name);
        command.Options.Add(all);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Readers.ListRejectionsAsync(parsed.GetValue(name) ?? "", parsed.GetValue(all), context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                Show(context, answer.Rejections);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, IEnumerable<Rejection> rejections) => context.Output.Table(
        context.Texts.IsChinese
            ? ["订阅名", "修订", "主体", "分面", "实例", "原因", "何时", "关闭"]
            : ["name", "revision", "key", "facet", "instance", "reason", "when", "closed"],
        rejections.Select(one => (IReadOnlyList<string>)
        [
            one.Name, $"{one.Revision}", KeyText.Format(one.Address.Key), one.Address.Facet, $"{one.Address.Instance} {one.EventId}".Trim(),
            one.Reason, DistrictTime.Text(one.RejectedAt),
            one.ClosedAt is null ? "" : $"{DistrictTime.Text(one.ClosedAt)} {one.ClosedBy} {context.Texts.Half(one.ClosedReason)}",
        ]));
}
