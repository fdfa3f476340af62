using System.CommandLine;
using DataBus.Cli.Failed;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus sources freshness</c>: how often a source should be heard from.</summary>
internal static class SourceFreshnessCommand
{
    public static Command Create(GlobalOptions options)
    {
        var source = new Argument<string>("SOURCE") { Description = options.Texts["opt.source"] };
        var every = new Option<string?>("--every") { Description = options.Texts["opt.every"] };
        var none = new Option<bool>("--none") { Description = options.Texts["opt.no-freshness"] };
        var declared = new Option<bool>("--as-declared") { Description = options.Texts["opt.as-declared"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command(
            "freshness", "sources.freshness", "sources freshness tax.rd-deduction --every 1d --reason \"…\"", "sources freshness tax.rd-deduction --none --reason \"…\"");
        command.Arguments.Add(source);
        foreach (var option in (Option[])[every, none, declared, reason])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = RequestOf((parsed.GetValue(every), parsed.GetValue(none), parsed.GetValue(declared)), context.Texts);
            (request.Source, request.Reason) = (parsed.GetValue(source), parsed.GetValue(reason));
            var answer = await context.Client.Freshness.SetAsync(request, context.Token);
            context.Done(answer, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>How often a source should be heard from; empty if nothing is expected.</summary>
    public static string Text(SourceFreshness? freshness) => freshness?.Every.ToTimeSpan() switch
    {
        null => "",
        { TotalDays: >= 1, Hours: 0, Minutes: 0 } span => $"{span.Days}d",
        { TotalHours: >= 1, Minutes: 0 } span => $"{(int)span.TotalHours}h",
        { } span => $"{(int)span.TotalMinutes}m",
    };

    private static SetFreshnessRequest RequestOf((string? Every, bool None, bool AsDeclared) given, Texts texts) => given switch
    {
        ({ } every, false, false) => new SetFreshnessRequest { Every = FilterTimes.AgeOf(every, texts) },
        (null, true, false) => new SetFreshnessRequest { None = true },
        (null, false, true) => new SetFreshnessRequest { AsDeclared = true },
        _ => throw new CliException(ExitCodes.Usage, texts["freshness.one"]),
    };
}
