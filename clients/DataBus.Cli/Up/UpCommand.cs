using System.CommandLine;

namespace DataBus.Cli.Up;

/// <summary><c>databus up</c>.</summary>
internal static class UpCommand
{
    public static Command Create(GlobalOptions options)
    {
        var once = new Option<bool>("--once") { Description = options.Texts["opt.once"] };
        var data = new Option<string?>("--data") { Description = options.Texts["opt.data"] };
        var newEpoch = new Option<bool>("--new-epoch") { Description = options.Texts["opt.new-epoch"] };
        var plain = new Option<bool>("--plain") { Description = options.Texts["opt.plain"] };
        var command = options.Command("up", "up", "up", "up --once --output json", "up --data /var/lib/databus");
        command.Options.Add(once);
        command.Options.Add(data);
        command.Options.Add(newEpoch);
        command.Options.Add(plain);
        command.SetAction((parsed, cancellationToken) => CliApplication.GuardAsync(
            options.Errors(parsed, Terminal.OfProcess),
            () => UpSession.RunAsync(
                new UpOptions(parsed.GetValue(once), parsed.GetValue(data), parsed.GetValue(newEpoch), parsed.GetValue(plain), options.Texts.Language), options.IsJson(parsed), options.Texts, cancellationToken),
            cancellationToken));
        return command;
    }
}
