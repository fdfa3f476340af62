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
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var answer = await context.Client.Query.GetEntityAsync(context.KeyOf(parsed.GetValue(key)!), context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Table(["revision", "source", "facet", "content"], answer.Entity.Facets.Select(Row));
            return ExitCodes.Ok;
        });
        return command;
    }

    public static IReadOnlyList<string> Row(FacetState facet)
    {
        var kind = FacetCatalogue.Of(facet.Change);
        var address = Addresses.Of(facet.Change);
        var pending = facet.Pending is null ? "" : " (pending)";
        return [$"{facet.Revision}", facet.Source, $"{kind?.Zh} {address?.Instance}{pending}", $"{kind?.ContentOf(facet.Change)}"];
    }
}
