using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(GlobalOptions options)
    {
        var kind = new Argument<string>("KIND") { Description = options.Texts["opt.kind"] };
        kind.CompletionSources.Add("enterprise", "platform", "achievement", "indicator");
        var facet = options.Facet();
        var limit = new Option<int>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => int.MaxValue };
        var command = options.Command("list", "list", "list enterprise --limit 20", "list platform --output json");
        command.Arguments.Add(kind);
        command.Options.Add(facet);
        command.Options.Add(limit);
        var asOperator = options.AsOperator();
        command.Options.Add(asOperator);
        options.SetAction(command, parsed => (parsed.GetValue(asOperator) ? CallerRole.Operator : CallerRole.Reader, ""), async (parsed, context) =>
        {
            var asked = context.KindOf(parsed.GetValue(kind)!);
            var left = parsed.GetValue(limit);
            await foreach (var entity in context.Client.Query.ListAllEntitiesAsync(asked, parsed.GetValue(facet)!, cancellationToken: context.Token))
            {
                if (left-- <= 0)
                    break;
                if (context.Output.IsJson)
                    context.Output.Json(entity);
                else
                    context.Output.Line($"{string.Join(" = ", entity.Keys.Select(KeyText.Format))}  {string.Join(' ', entity.Facets.Select(one => FacetCatalogue.Of(one.Change)?.Name).Distinct())}");
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
