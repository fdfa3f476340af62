using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed groups</c>.</summary>
internal static class GroupsVerb
{
    public static Command Create(GlobalOptions options)
    {
        var filter = new FilterOptions(options);
        var limit = new Option<uint>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 100 };
        var command = options.Command("groups", "failed.groups", "failed groups", "failed groups --bureau 区税务局 --output json");
        filter.AddTo(command);
        command.Options.Add(limit);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new GroupFailedRequest { Filter = filter.Of(parsed), Limit = parsed.GetValue(limit) };
            var answer = await context.Client.Desk.GroupFailedAsync(request, context.Token);
            if (context.Output.IsJson)
                answer.Groups.ToList().ForEach(context.Output.Json);
            else
                Show(context, answer);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, GroupFailedResponse answer)
    {
        context.Output.Table(
            context.Texts.IsChinese
                ? ["原因", "条数", "规则", "字段", "值的样式", "最早", "最近", "数源", "例", "说明"]
                : ["cause", "count", "rule", "field", "pattern", "oldest", "newest", "sources", "sample", "text"],
            answer.Groups.Select(group => Row(group, context.Texts)));
        context.Output.Line(context.Texts.Format("group.total", answer.Total, answer.Groups.Count));
    }

    private static IReadOnlyList<string> Row(FailedGroup group, Texts texts) =>
    [
        group.Cause, $"{group.Count}", group.Rule, group.Field, group.Pattern, DistrictTime.Text(group.Oldest), DistrictTime.Text(group.Newest),
        string.Join(' ', group.Sources), string.Join(' ', group.Sample), texts.IsChinese ? group.MessageZh : group.MessageEn,
    ];
}
