using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus chain list</c>.</summary>
internal static class ChainCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("chain", options.Texts["chain"]);
        var chain = new Argument<string>("CHAIN") { Description = options.Texts["arg.chain"], DefaultValueFactory = _ => "" };
        var gaps = new Option<bool>("--gaps") { Description = options.Texts["opt.gaps"] };
        var list = options.Command("list", "chain.list", "chain list --gaps", "chain list integrated_circuit");
        list.Arguments.Add(chain);
        list.Options.Add(gaps);
        options.SetAction(list, CallerRole.Reader, async (parsed, context) =>
        {
            var answer = await context.Client.Enterprise.ListChainNodesAsync(parsed.GetValue(chain)!, parsed.GetValue(gaps), context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese ? ["产业链", "节点", "名称", "企业", "拟引进", "缺环"] : ["chain", "node", "name", "enterprises", "intended", "gap"],
                answer.Nodes.Select(node => (IReadOnlyList<string>)
                    [node.Chain, node.Node, node.Zh, $"{node.Enterprises}", $"{node.Intended}", node.Gap ? "●" : ""]));
            return ExitCodes.Ok;
        });
        command.Subcommands.Add(list);
        return command;
    }
}
