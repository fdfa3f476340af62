using System.CommandLine;
using System.Data.Common;
using DataBus.Cli.Mirror.Databases;
using DataBus.Client;

namespace DataBus.Cli.Mirror;

/// <summary><c>databus mirror</c>.</summary>
internal static class MirrorCommand
{
    private const int DefaultKeepDays = 30;

    public static Command Create(GlobalOptions options)
    {
        var to = new Option<string>("--to") { Description = options.Texts["opt.mirror-to"], Required = true };
        var facet = new Option<string[]>("--facet") { Description = options.Texts["opt.facet"] };
        var kind = new Option<string[]>("--kind") { Description = options.Texts["opt.kind"] };
        var once = new Option<bool>("--once") { Description = options.Texts["opt.until-caught-up"] };
        var keep = new Option<uint>("--keep-changes") { Description = options.Texts["opt.keep-changes"], DefaultValueFactory = static _ => DefaultKeepDays };
        var command = options.Command("mirror", "mirror", "mirror --to sqlite:labels.db --facet enterprise.tier_label", "mirror --to file:/etc/databus/mirror.target");
        foreach (var option in (Option[])[to, facet, kind, once, keep])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var wanted = new MirrorOptions
            {
                Kinds = [.. (parsed.GetValue(kind) ?? []).Select(context.KindOf)],
                Facets = parsed.GetValue(facet) ?? [],
                KeepChanges = TimeSpan.FromDays(parsed.GetValue(keep)),
            };
            var revision = await WithAsync(parsed.GetValue(to)!, context, session =>
                new MirrorRun(context.Client, session, wanted, context.Texts, TimeProvider.System).RunAsync(parsed.GetValue(once), context.Token));
            await context.Terminal.Error.WriteLineAsync(context.Texts.Format("caught-up", revision));
            return ExitCodes.Ok;
        });
        return command;
    }

    // Does something with a database that nobody else mirrors into meanwhile.
    private static async Task<T> WithAsync<T>(string to, CliContext context, Func<MirrorSession, Task<T>> work)
    {
        var dialect = MirrorTarget.Of(to, context.Texts);
        try
        {
            await using var session = await MirrorSession.OpenAsync(dialect, context.Token)
                ?? throw new CliException(ExitCodes.Conflict, context.Texts.Format("mirror.taken", dialect.Place));
            return await work(session);
        }
        catch (DbException unusable)
        {
            throw new CliException(
                dialect.IsTransient(unusable) ? ExitCodes.Unavailable : ExitCodes.Failed, context.Texts.Format("mirror.failed", dialect.Place, unusable.Message));
        }
    }
}
