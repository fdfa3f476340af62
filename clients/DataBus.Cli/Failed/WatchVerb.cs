using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed watch</c>: a line each time something becomes of a failed push.</summary>
internal static class WatchVerb
{
    public static Command Create(GlobalOptions options)
    {
        var source = new Option<string>("--source") { Description = options.Texts["opt.source"], DefaultValueFactory = _ => "" };
        var owner = new Option<string>("--as-source") { Description = options.Texts["opt.as-source"], DefaultValueFactory = _ => "" };
        var after = new Option<ulong>("--after") { Description = options.Texts["opt.after"] };
        var command = options.Command(
            "watch", "failed.watch", "failed watch", "failed watch --source tax.rd-deduction --output json",
            "failed watch --as-source tax.rd-deduction --after 4711");
        foreach (var option in (Option[])[source, owner, after])
            command.Options.Add(option);
        options.SetAction(command, parsed => CallerOf(parsed.GetValue(owner)!), async (parsed, context) =>
        {
            var own = parsed.GetValue(owner)!;
            if (own.Length > 0 && parsed.IsGiven(source))
                throw new CliException(ExitCodes.Usage, context.Texts["watch-one"]);
            var watch = context.Client.Desk.WatchFailedAsync(own.Length > 0 ? own : parsed.GetValue(source)!, parsed.GetValue(after), context.Token);
            await foreach (var told in watch)
                Show(context, told);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static (CallerRole Role, string Source) CallerOf(string owner) => owner.Length > 0 ? (CallerRole.Reader, owner) : (CallerRole.Operator, "");

    private static void Show(CliContext context, WatchFailedResponse told)
    {
        if (context.Output.IsJson)
            context.Output.Json(told);
        else
            told.Items.ToList().ForEach(item => context.Output.Line(LineOf(item, context.Texts)));
    }

    private static string LineOf(FailedPush item, Texts texts) =>
        $"{item.Version} {item.Id} {ItemText.StateOf(item.State, texts)} {item.Source} {ItemText.AddressOf(item)} {ItemText.CauseOf(item, texts)}".TrimEnd();
}
