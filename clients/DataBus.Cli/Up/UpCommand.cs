using System.CommandLine;

namespace DataBus.Cli.Up;

/// <summary><c>databus up</c>.</summary>
internal static class UpCommand
{
    public static Command Create(GlobalOptions options)
    {
        var once = new Option<bool>("--once") { Description = options.Texts["opt.once"] };
        var data = new Option<string?>("--data") { Description = options.Texts["opt.data"] };
        var command = options.Command("up", "up", "up", "up --once --output json", "up --data /var/lib/databus");
        command.Options.Add(once);
        command.Options.Add(data);
        command.SetAction((parsed, cancellationToken) => CliApplication.GuardAsync(
            options.Texts,
            Terminal.OfProcess,
            "",
            () => UpSession.RunAsync(
                new UpOptions(parsed.GetValue(once), parsed.GetValue(data)), options.IsJson(parsed), options.Texts.IsChinese, cancellationToken),
            cancellationToken));
        return command;
    }
}
