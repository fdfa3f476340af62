using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus erase KEY…</c>: proposes; <c>databus erasures</c> confirms.</summary>
internal static class EraseCommand
{
    public static Command Create(GlobalOptions options)
    {
        var keys = new Argument<string[]>("KEY") { Description = options.Texts["arg.key"], Arity = ArgumentArity.OneOrMore };
        var facet = options.Facet();
        var instance = new Option<string>("--instance") { Description = options.Texts["opt.erase-instance"], DefaultValueFactory = static _ => "" };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command(
            "erase", "erase", "erase enterprise/uscc/91120112712847285B --reason \"…\"", "erase enterprise/uscc/91120112712847285B --facet enterprise.registration --reason \"…\"");
        command.Arguments.Add(keys);
        foreach (var option in (Option[])[facet, instance, reason])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Security, async (parsed, context) =>
        {
            var targets = parsed.GetValue(keys)!.Select(key => new ErasureTarget
            {
                Key = context.KeyOf(key),
                Facet = parsed.GetValue(facet)!,
                Instance = parsed.GetValue(instance)!,
            });
            var answer = await context.Client.Erasures.ProposeAsync(targets, parsed.GetRequiredValue(reason), context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }
            foreach (var address in answer.Addresses)
                context.Output.Line(address);
            context.Output.Line(context.Texts.Format("erase.proposed", answer.Erasure.Id, answer.Addresses.Count));
            return ExitCodes.Ok;
        });
        return command;
    }
}
