using System.CommandLine;
using System.Globalization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror.Check;

/// <summary><c>databus mirror check</c>.</summary>
internal static class MirrorCheckCommand
{
    public static Command Create(GlobalOptions options)
    {
        var choices = new MirrorChoices(options.Texts);
        var contents = new Option<bool>("--contents") { Description = options.Texts["opt.mirror-contents"] };
        var command = options.Command("check", "mirror.check", "mirror check --to sqlite:bus.db", "mirror check --to file:/etc/databus/mirror.target --contents --output json");
        choices.AddTo(command);
        command.Options.Add(contents);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var verdicts = await choices.WithAsync(parsed, context, (session, run) =>
                new MirrorCheck(context.Client, session, run, (revision, number) => context.Terminal.Error.WriteLineAsync(context.Texts.Format("mirror.moved", revision, number)))
                    .RunAsync(parsed.GetValue(contents), context.Token), mayMake: false);
            if (verdicts.Contains(null))
                throw new CliException(ExitCodes.Unavailable, context.Texts["mirror.unsteady"]);
            var told = verdicts.OfType<MirrorVerdict>().ToList();
            var isEqual = told.TrueForAll(static verdict => verdict.Differences.Count == 0);
            if (context.Output.IsJson)
                context.Output.JsonRecord(Record(told, isEqual));
            else
                Show(context, told, isEqual, choices.TargetOf(parsed));
            return isEqual ? ExitCodes.Ok : ExitCodes.Partial;
        });
        return command;
    }

    private static object Record(IEnumerable<MirrorVerdict> verdicts, bool isEqual) => new
    {
        equal = isEqual,
        kinds = verdicts.Select(static verdict => new
        {
            kind = verdict.Kind,
            revision = verdict.Revision,
            rows = verdict.Rows,
            contents = verdict.Contents,
            differences = verdict.Differences.Select(static difference => new
            {
                what = difference.What,
                table = difference.Table,
                key = difference.Key,
                instance = difference.Instance,
                event_id = difference.EventId,
                hub = difference.Hub,
                mirror = difference.Mirror,
                columns = difference.Columns,
            }),
        }),
    };

    private static void Show(CliContext context, IReadOnlyList<MirrorVerdict> verdicts, bool isEqual, string to)
    {
        var texts = context.Texts;
        var differences = verdicts.SelectMany(static verdict => verdict.Differences).ToList();
        if (differences.Count > 0)
        {
            string[] columns = [texts["col.mirror-what"], texts["col.mirror-row"], texts["col.mirror-hub"], texts["col.mirror-own"], texts["col.mirror-columns"]];
            context.Output.Table(columns, differences.Select(difference => (IReadOnlyList<string>)
            [
                texts[$"mirror.{difference.What}"], $"{difference.Table} {difference.Key} {difference.Instance} {difference.EventId}".TrimEnd(),
                Text(difference.Hub), Text(difference.Mirror), string.Join(' ', difference.Columns),
            ]));
        }

        foreach (var verdict in verdicts)
            context.Output.Line(texts.Format("mirror.checked", verdict.Kind, verdict.Revision, verdict.Rows, verdict.Contents, CountOf(verdict)));
        context.Output.Line(isEqual ? texts["mirror.equal"] : texts.Format("mirror.differs", to));
    }

    private static string CountOf(MirrorVerdict verdict) =>
        string.Create(CultureInfo.InvariantCulture, $"{verdict.Differences.Count}{(verdict.Differences.Count == MirrorCheck.MaxDifferences ? "+" : "")}");

    private static string Text(long? revision) => revision?.ToString(CultureInfo.InvariantCulture) ?? "";
}
