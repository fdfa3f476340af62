using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus sources budget</c>: how much of a pass may be held before the hub pauses the source.</summary>
internal static class SourceBudgetCommand
{
    public static Command Create(GlobalOptions options)
    {
        var source = new Argument<string>("SOURCE") { Description = options.Texts["opt.source"] };
        var held = new Option<ulong>("--held") { Description = options.Texts["opt.held"] };
        var percent = new Option<uint>("--percent") { Description = options.Texts["opt.percent"] };
        var none = new Option<bool>("--none") { Description = options.Texts["opt.no-budget"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command(
            "budget", "sources.budget", "sources budget tax.rd-deduction --held 200 --percent 5 --reason \"…\"", "sources budget tax.rd-deduction --none --reason \"…\"");
        command.Arguments.Add(source);
        foreach (var option in (Option[])[held, percent, none, reason])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new SetBudgetRequest
            {
                Source = parsed.GetValue(source),
                MaxHeld = parsed.GetValue(held),
                MaxPercent = parsed.GetValue(percent),
                Reason = parsed.GetValue(reason),
            };
            // A limit of 0 is none: whoever wants none says so.
            if (parsed.GetValue(none) != (request.MaxHeld == 0 && request.MaxPercent == 0))
                throw new CliException(ExitCodes.Usage, context.Texts["budget.limit"]);
            var answer = await context.Client.Operations.SetBudgetAsync(request, context.Token);
            context.Done(answer, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>The limits of a source, and what the open pass has used of them; empty if it has none.</summary>
    public static string Text(SourceBudget? budget)
    {
        if (budget is null)
            return "";
        var limits = new[] { budget.MaxHeld > 0 ? $"{budget.MaxHeld}" : "", budget.MaxPercent > 0 ? $"{budget.MaxPercent} %" : "" };
        return $"{budget.Held} ≤ {string.Join(" / ", limits.Where(static limit => limit.Length > 0))}";
    }
}
