using System.CommandLine;
using DataBus.Cli.Mirror.Check;
using DataBus.Client;

namespace DataBus.Cli.Mirror;

/// <summary><c>databus mirror</c>.</summary>
internal static class MirrorCommand
{
    public static Command Create(GlobalOptions options)
    {
        var choices = new MirrorChoices(options.Texts);
        var once = new Option<bool>("--once") { Description = options.Texts["opt.until-caught-up"] };
        var command = options.Command("mirror", "mirror", "mirror --to sqlite:labels.db --facet enterprise.tier_label", "mirror --to file:/etc/databus/mirror.target");
        choices.AddTo(command);
        command.Options.Add(once);
        command.Subcommands.Add(MirrorCheckCommand.Create(options));
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var revision = await choices.WithAsync(parsed, context, (_, run) => run.RunAsync(parsed.GetValue(once), context.Token));
            await context.Terminal.Error.WriteLineAsync(context.Texts.Format("caught-up", revision));
            return ExitCodes.Ok;
        });
        return command;
    }
}
