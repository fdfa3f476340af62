using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus get</c>.</summary>
internal static class GetCommand
{
    public static Command Create(GlobalOptions options)
    {
        var key = new Argument<string>("KEY") { Description = options.Texts["arg.key"] };
        var command = options.Command("get", "get", "get enterprise/uscc/91120112712847285B", "get indicator/code/JN-17 --output json");
        command.Arguments.Add(key);
        var asOperator = options.AsOperator();
        command.Options.Add(asOperator);
        options.SetAction(command, parsed => (parsed.GetValue(asOperator) ? CallerRole.Operator : CallerRole.Reader, ""), async (parsed, context) =>
        {
            var answer = await context.Client.Query.GetEntityAsync(context.KeyOf(parsed.GetValue(key)!), context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                Show(answer.Entity, context);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(Entity entity, CliContext context)
    {
        context.ShowKeys(entity.Keys);
        foreach (var facet in entity.Facets)
        {
            var kind = FacetCatalogue.Of(facet.Change);
            var name = $"{kind?.Zh} {Addresses.Of(facet.Change)?.Instance}{CliContext.KeyAmong(entity.Keys, facet.Change.Key)}".TrimEnd();
            context.Output.Fact($"{name} ← {facet.Source} #{facet.Revision}", $"{kind?.ContentOf(facet.Change)}");
            if (facet.Pending is { } pending)
                context.Output.Fact("  pending", string.Join(' ', pending.Rules));
        }
    }
}
