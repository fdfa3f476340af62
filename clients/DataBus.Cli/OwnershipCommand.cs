using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus ownership list|transfer</c>.</summary>
internal static class OwnershipCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("ownership", options.Texts["ownership"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Transfer(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var command = options.Command("list", "ownership.list", "ownership list", "ownership list --output json");
        options.SetAction(command, CallerRole.Reader, async (_, context) =>
        {
            var answer = await context.Client.Governance.ListOwnershipAsync(context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese ? ["分面", "部分", "数源", "部门"] : ["facet", "part", "source", "bureau"],
                answer.Owned.Select(one => (IReadOnlyList<string>)[one.Part.Facet, one.Part.Part, one.Source, one.Bureau]));
            foreach (var planned in answer.Planned)
                context.Output.Line(context.Texts.Format(
                    "planned", planned.Plan.Part.Facet, planned.Plan.Part.Part, planned.Plan.From, planned.To, planned.Plan.On));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Transfer(GlobalOptions options)
    {
        var part = new Argument<string>("FACET[:PART]") { Description = options.Texts["arg.part"] };
        var to = new Option<string>("--to") { Description = options.Texts["opt.to"], Required = true };
        var bureau = new Option<string>("--bureau") { Description = options.Texts["opt.bureau"], DefaultValueFactory = _ => "" };
        var on = new Option<string>("--on") { Description = options.Texts["opt.on"], DefaultValueFactory = _ => "" };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var yes = new Option<bool>("--yes") { Description = options.Texts["opt.yes"] };
        var command = options.Command(
            "transfer", "ownership.transfer", "ownership transfer enterprise.tier_label:M* --to science.tier-labels --reason \"…\" --yes");
        command.Arguments.Add(part);
        foreach (var option in (Option[])[to, bureau, on, reason, yes])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var names = parsed.GetValue(part)!.Split(':', 2);
            var answer = await context.Client.Governance.TransferOwnershipAsync(
                new TransferOwnershipRequest
                {
                    Part = new OwnedPart { Facet = names[0], Part = names.ElementAtOrDefault(1) ?? "" },
                    To = parsed.GetValue(to),
                    Bureau = parsed.GetValue(bureau),
                    On = parsed.GetValue(on),
                    Reason = parsed.GetValue(reason),
                    Rehearse = !parsed.GetValue(yes),
                },
                context.Token);
            RehearsalOutput.Show(context, answer, answer.Rehearsal, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }
}
