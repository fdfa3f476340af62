using System.CommandLine;
using DataBus.Client;
using Microsoft.Data.Sqlite;

namespace DataBus.Cli.Mirror;

/// <summary><c>databus mirror</c>.</summary>
internal static class MirrorCommand
{
    private const string Sqlite = "sqlite:";

    public static Command Create(GlobalOptions options)
    {
        var to = new Option<string>("--to") { Description = options.Texts["opt.mirror-to"], Required = true };
        var facet = new Option<string[]>("--facet") { Description = options.Texts["opt.facet"] };
        var kind = new Option<string[]>("--kind") { Description = options.Texts["opt.kind"] };
        var once = new Option<bool>("--once") { Description = options.Texts["opt.until-caught-up"] };
        var command = options.Command("mirror", "mirror", "mirror --to sqlite:labels.db --facet enterprise.tier_label", "mirror --to sqlite:bus.db --once");
        foreach (var option in (Option[])[to, facet, kind, once])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var target = parsed.GetValue(to)!;
            if (!target.StartsWith(Sqlite, StringComparison.Ordinal) || target.Length == Sqlite.Length)
                throw new CliException(ExitCodes.Usage, context.Texts.Format("mirror.target", target));
            var kinds = (parsed.GetValue(kind) ?? []).Select(context.KindOf).ToList();
            try
            {
                var run = new MirrorRun(context.Client, context.Texts, TimeProvider.System);
                var revision = await run.RunAsync(target[Sqlite.Length..], kinds, parsed.GetValue(facet) ?? [], parsed.GetValue(once), context.Token);
                await context.Terminal.Error.WriteLineAsync(context.Texts.Format("caught-up", revision));
                return ExitCodes.Ok;
            }
            catch (SqliteException unusable)
            {
                throw new CliException(ExitCodes.Failed, context.Texts.Format("mirror.failed", target, unusable.Message));
            }
        });
        return command;
    }
}
