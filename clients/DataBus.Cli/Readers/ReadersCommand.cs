using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Readers;

/// <summary><c>databus readers list|show|seek|drop|rejected|settle</c>.</summary>
internal static class ReadersCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("readers", options.Texts["readers"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Show(options));
        command.Subcommands.Add(SeekVerb.Create(options));
        command.Subcommands.Add(DropVerb.Create(options));
        command.Subcommands.Add(RejectedVerb.Create(options));
        command.Subcommands.Add(SettleVerb.Create(options));
        return command;
    }

    /// <summary>The argument that names a reader.</summary>
    public static Argument<string> NameOf(GlobalOptions options) => new("NAME") { Description = options.Texts["arg.reader"] };

    private static Command List(GlobalOptions options)
    {
        var command = options.Command("list", "readers.list", "readers list", "readers list --output json");
        options.SetAction(command, CallerRole.Operator, async (_, context) =>
        {
            var answer = await context.Client.Readers.ListAsync(context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese
                    ? ["订阅名", "所有者", "连接自", "已确认", "差", "最早未确认", "收不下", "原因"]
                    : ["name", "owner", "connected since", "acknowledged", "lag", "oldest waits since", "rejected", "why"],
                answer.Readers.Select(reader => Row(reader, context.Texts)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(ReaderState reader, Texts texts) =>
    [
        reader.Name, reader.Owner, DistrictTime.Text(reader.ConnectedSince), $"{reader.Acknowledged}", $"{reader.LagRevisions}",
        DistrictTime.Text(reader.WaitingSince), $"{reader.Rejected}", Why(reader, texts),
    ];

    private static Command Show(GlobalOptions options)
    {
        var name = NameOf(options);
        var command = options.Command("show", "readers.show", "readers show plan-dashboard");
        command.Arguments.Add(name);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var asked = parsed.GetValue(name)!;
            var answer = await context.Client.Readers.ListAsync(context.Token);
            var reader = answer.Readers.FirstOrDefault(one => one.Name == asked)
                ?? throw new CliException(ExitCodes.NotFound, context.Texts.Format("reader.none", asked));
            if (context.Output.IsJson)
                context.Output.Json(reader);
            else
                Show(context, reader);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, ReaderState reader)
    {
        (string Fact, string Value)[] facts =
        [
            ("owner", reader.Owner), ("filter", reader.Filter), ("created", DistrictTime.Text(reader.CreatedAt)),
            ("connected", DistrictTime.Text(reader.ConnectedSince)), ("disconnected", DistrictTime.Text(reader.DisconnectedAt)),
            ("acknowledged", $"{reader.Acknowledged}"), ("acknowledged-at", DistrictTime.Text(reader.AcknowledgedAt)), ("sent", $"{reader.Sent}"),
            ("lag", $"{reader.LagRevisions}"), ("waiting", reader.WaitingFrom == 0 ? "" : $"{reader.WaitingFrom} {DistrictTime.Text(reader.WaitingSince)}"),
            ("rejected", $"{reader.Rejected}"), ("why", Why(reader, context.Texts)),
            ("todo", reader.Reason == ReaderReason.NeedsSnapshot ? context.Texts.Format("reader.begin-anew", reader.Name) : ""),
        ];
        foreach (var (fact, value) in facts.Where(static one => one.Value.Length > 0))
            context.Output.Fact(context.Texts[$"readerfact.{fact}"], value);
    }

    private static string Why(ReaderState reader, Texts texts) => texts[$"reader.{reader.Reason}".ToLowerInvariant()];
}
