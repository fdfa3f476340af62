using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Grants;

/// <summary><c>databus grant list|check|apply|explain</c>.</summary>
internal static class GrantCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("grant", options.Texts["grant"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Check(options));
        command.Subcommands.Add(Apply(options));
        command.Subcommands.Add(Explain(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var grantee = new Option<string>("--grantee") { Description = options.Texts["opt.grantee"], DefaultValueFactory = static _ => "" };
        var command = options.Command("list", "grant.list", "grant list", "grant list --grantee app/dashboard");
        command.Options.Add(grantee);
        options.SetAction(command, CallerRole.Security, async (parsed, context) =>
        {
            var answer = await context.Client.Grants.ListAsync(parsed.GetValue(grantee)!, context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                Show(context, answer);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, ListGrantsResponse answer)
    {
        context.Output.Line(answer.Version == 0
            ? context.Texts["grant.none"]
            : context.Texts.Format("grant.version", answer.Version, DistrictTime.Text(answer.AppliedAt), answer.Actor, answer.Reason));
        if (answer.Grants.Count > 0)
            context.Output.Table(
                context.Texts.IsChinese ? ["授权", "被授权者", "信息面", "用途", "自", "至"] : ["grant", "grantee", "facets", "purpose", "from", "until"],
                answer.Grants.Select(static grant => (IReadOnlyList<string>)[grant.Name, grant.Grantee, string.Join(' ', grant.Facets), grant.Purpose, grant.From, grant.Until]));
    }

    private static Command Check(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = options.Texts["arg.grants"] };
        var command = options.Command("check", "grant.check", "grant check grants.yaml");
        command.Arguments.Add(file);
        options.SetAction(command, CallerRole.Security, (parsed, context) =>
        {
            var request = GrantFile.Read(parsed.GetValue(file)!, context.Texts);
            request.Rehearse = true;
            return ApplyAsync(request, context);
        });
        return command;
    }

    private static Command Apply(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = options.Texts["arg.grants"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var version = new Option<ulong>("--version-known") { Description = options.Texts["opt.grants-version"] };
        var command = options.Command("apply", "grant.apply", "grant apply grants.yaml --reason \"…\"");
        command.Arguments.Add(file);
        command.Options.Add(reason);
        command.Options.Add(version);
        options.SetAction(command, CallerRole.Security, (parsed, context) =>
        {
            var request = GrantFile.Read(parsed.GetValue(file)!, context.Texts);
            request.Reason = parsed.GetValue(reason);
            request.Version = parsed.GetValue(version);
            return ApplyAsync(request, context);
        });
        return command;
    }

    private static async Task<int> ApplyAsync(ApplyGrantsRequest request, CliContext context)
    {
        var answer = await context.Client.Grants.ApplyAsync(request, context.Token);
        if (context.Output.IsJson)
        {
            context.Output.Json(answer);
            return ExitCodes.Ok;
        }
        foreach (var (key, names) in new[] { ("grant.added", answer.Added), ("grant.altered", answer.Altered), ("grant.removed", answer.Removed) })
        {
            if (names.Count > 0)
                context.Output.Line(context.Texts.Format(key, string.Join(' ', names)));
        }
        context.Output.Line(context.Texts.Format(
            answer.Added.Count + answer.Altered.Count + answer.Removed.Count == 0 ? "grant.same" : request.Rehearse ? "grant.rehearsed" : "grant.applied", answer.Version));
        return ExitCodes.Ok;
    }

    private static Command Explain(GlobalOptions options)
    {
        var caller = new Argument<string>("CALLER") { Description = options.Texts["arg.grantee"] };
        var facet = options.Facet();
        var command = options.Command("explain", "grant.explain", "grant explain app/dashboard --facet enterprise.origin");
        command.Arguments.Add(caller);
        command.Options.Add(facet);
        options.SetAction(command, CallerRole.Security, (parsed, context) => Description.ShowAsync(context, parsed.GetValue(caller)!, parsed.GetValue(facet)!));
        return command;
    }
}
