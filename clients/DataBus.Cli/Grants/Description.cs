using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli.Grants;

/// <summary><c>databus describe</c>: what a caller may read and write.</summary>
internal static class Description
{
    public static Command Create(GlobalOptions options)
    {
        var facet = options.Facet();
        var source = new Option<string>("--source") { Description = options.Texts["opt.as-source"], DefaultValueFactory = static _ => "" };
        var command = options.Command("describe", "describe", "describe", "describe --facet enterprise.registration", "describe --source tax.rd-deduction");
        command.Options.Add(facet);
        command.Options.Add(source);
        options.SetAction(command, parsed => (CallerRole.Reader, parsed.GetValue(source)!), (parsed, context) => ShowAsync(context, "", parsed.GetValue(facet)!));
        return command;
    }

    public static async Task<int> ShowAsync(CliContext context, string caller, string facet)
    {
        var answer = await context.Client.Grants.DescribeAsync(caller, facet, context.Token);
        if (context.Output.IsJson)
        {
            context.Output.Json(answer);
            return ExitCodes.Ok;
        }
        var texts = context.Texts;
        context.Output.Line(texts.Format("describe.caller", answer.Caller, answer.Source.Length > 0 ? answer.Source : "-", answer.GrantsVersion, answer.ContractVersion));
        context.Output.Table(
            texts.IsChinese ? ["信息面", "名称", "共享属性", "可读", "不显示的字段", "授权", "至", "可写部分", "最近听到"] : ["facet", "name", "sharing", "readable", "withheld", "grants", "until", "writes", "heard"],
            answer.Facets.Select(one => (IReadOnlyList<string>)
            [
                one.Facet, one.Zh, texts[$"sharing.{one.Sharing}"], one.Readable ? "✓" : "",
                one.Readable ? string.Join(' ', one.Withheld.Select(field => $"{field.Path}({texts[$"treatment.{field.Treatment}"]})")) : "",
                string.Join(' ', one.Grants), one.Until,
                string.Join(' ', one.OwnedParts.Select(static part => part.Length == 0 ? "*" : part)),
                one.HeardAt is { } at ? DistrictTime.Text(at) : "",
            ]));
        return ExitCodes.Ok;
    }
}
