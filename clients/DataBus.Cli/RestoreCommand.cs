using System.CommandLine;

namespace DataBus.Cli;

/// <summary><c>databus restore</c>: the hub's program does it, with no hub running.</summary>
internal static class RestoreCommand
{
    private const string Hub = "DataBus.Hub";

    public static Command Create(GlobalOptions options)
    {
        var backup = new Argument<string>("BACKUP") { Description = options.Texts["arg.backup"] };
        var data = new Option<string>("--data") { Description = options.Texts["opt.restore-data"], Required = true };
        var command = options.Command("restore", "restore", "restore /backup/databus-2026-11-24 --data /var/lib/databus-restored");
        command.Arguments.Add(backup);
        command.Options.Add(data);
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] form = options.IsJson(parsed) ? ["--json"] : [];
            string[] arguments = ["--restore", parsed.GetRequiredValue(backup), "--data", parsed.GetRequiredValue(data), .. form];
            return CliApplication.GuardAsync(
                options.Texts, Terminal.OfProcess, "", () => KitCommand.RunAsync(arguments, options.Texts, cancellationToken, Hub), cancellationToken);
        });
        return command;
    }
}
