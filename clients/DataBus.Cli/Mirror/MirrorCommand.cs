using System.CommandLine;
using DataBus.Cli.Mirror.Check;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary><c>databus mirror</c>.</summary>
internal static class MirrorCommand
{
    public static Command Create(GlobalOptions options)
    {
        var choices = new MirrorChoices(options.Texts);
        var once = new Option<bool>("--once") { Description = options.Texts["opt.until-caught-up"] };
        var command = options.Command("mirror", "mirror", "mirror --to sqlite:labels.db --facet enterprise.tier_label", "mirror --to file:/etc/databus/mirror.target");
        var key = new Option<string[]>("--key") { Description = options.Texts["arg.key"] };
        var prefix = new Option<string[]>("--key-prefix") { Description = options.Texts["opt.key-prefix"] };
        var source = new Option<string[]>("--source") { Description = options.Texts["opt.source-of"] };
        var where = new Option<string?>("--where") { Description = options.Texts["opt.where"] };
        var anew = new Option<bool>("--anew") { Description = options.Texts["opt.mirror-anew"] };
        choices.AddTo(command);
        foreach (var option in (Option[])[key, prefix, source, where, once, anew])
            command.Options.Add(option);
        command.Subcommands.Add(MirrorCheckCommand.Create(options));
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var revision = await choices.WithAsync(parsed, context, (_, run) => run.RunAsync(parsed.GetValue(once), context.Token), wanted => wanted with
            {
                Keys = [.. (parsed.GetValue(key) ?? []).Select(context.KeyOf)],
                KeyPrefixes = [.. (parsed.GetValue(prefix) ?? []).Select(context.KeyPrefixOf)],
                Sources = parsed.GetValue(source) ?? [],
                Where = parsed.GetValue(where) is { } text ? context.PredicateOf(text) : null,
                Anew = parsed.GetValue(anew),
            });
            await context.Terminal.Error.WriteLineAsync(context.Texts.Format("caught-up", revision));
            return ExitCodes.Ok;
        });
        return command;
    }
}
