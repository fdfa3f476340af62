using System.CommandLine;

namespace DataBus.Cli;

/// <summary><c>databus restore</c> and <c>databus rehearse-restore</c>: the hub's program does it, with no hub running.</summary>
internal static class RestoreCommand
{
    private const string Hub = "DataBus.Hub";

    public static Command Create(GlobalOptions options)
    {
        var backup = Backup(options);
        var data = new Option<string>("--data") { Description = options.Texts["opt.restore-data"], Required = true };
        var lost = new Option<string>("--lost") { Description = options.Texts["opt.lost"] };
        var command = options.Command("restore", "restore", "restore /backup/databus-2026-11-24 --data /var/lib/databus-restored", "restore /backup/databus-2026-11-24 --data /var/lib/databus-restored --lost /var/lib/databus");
        command.Arguments.Add(backup);
        command.Options.Add(data);
        command.Options.Add(lost);
        SetAction(options, command, parsed =>
        [
            "--restore", parsed.GetRequiredValue(backup), "--data", parsed.GetRequiredValue(data),
            .. parsed.GetValue(lost) is { } old ? ["--lost", old] : Array.Empty<string>(),
        ]);
        return command;
    }

    /// <summary>The same without a target: aside, compared, and removed.</summary>
    public static Command CreateRehearsal(GlobalOptions options)
    {
        var backup = Backup(options);
        var command = options.Command("rehearse-restore", "rehearse-restore", "rehearse-restore /backup/databus-2026-11-24");
        command.Arguments.Add(backup);
        SetAction(options, command, parsed => ["--rehearse-restore", parsed.GetRequiredValue(backup)]);
        return command;
    }

    private static Argument<string> Backup(GlobalOptions options) => new("BACKUP") { Description = options.Texts["arg.backup"] };

    private static void SetAction(GlobalOptions options, Command command, Func<ParseResult, string[]> arguments) =>
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] form = ["--lang", options.Texts.Language, .. options.IsJson(parsed) ? ["--json"] : Array.Empty<string>()];
            return CliApplication.GuardAsync(
                options.Errors(parsed, Terminal.OfProcess),
                () => KitCommand.RunAsync([.. arguments(parsed), .. form], options.Texts, cancellationToken, Hub),
                cancellationToken);
        });
}
