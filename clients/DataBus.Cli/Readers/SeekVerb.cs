using System.CommandLine;
using DataBus.Cli.Failed;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Readers;

/// <summary><c>databus readers seek</c>.</summary>
internal static class SeekVerb
{
    public static Command Create(GlobalOptions options)
    {
        var name = ReadersCommand.NameOf(options);
        var revision = new Option<ulong?>("--to-revision") { Description = options.Texts["opt.to-revision"] };
        var time = new Option<string?>("--to-time") { Description = options.Texts["opt.to-time"] };
        var snapshot = new Option<bool>("--to-snapshot") { Description = options.Texts["opt.to-snapshot"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command(
            "seek", "readers.seek", "readers seek plan-dashboard --to-revision 4711 --reason \"…\"", "readers seek plan-dashboard --to-snapshot --reason \"…\"");
        command.Arguments.Add(name);
        foreach (var option in (Option[])[revision, time, snapshot, reason])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var given = (parsed.GetValue(revision), parsed.GetValue(time), parsed.GetValue(snapshot));
            var request = RequestOf(given, context.Texts);
            (request.Name, request.Reason) = (parsed.GetValue(name), parsed.GetValue(reason));
            var answer = await context.Client.Readers.SeekAsync(request, context.Token);
            context.Done(answer, answer.Revision);
            if (!context.Output.IsJson)
                context.Output.Line(answer.HasBeginsAt ? context.Texts.Format("reader.begins", answer.BeginsAt) : context.Texts["reader.begins-anew"]);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static SeekReaderRequest RequestOf((ulong? Revision, string? Time, bool Snapshot) given, Texts texts) => given switch
    {
        // People name the first change that they want; the contract, as everywhere, what lies behind the reader.
        ({ } revision, null, false) => new SeekReaderRequest { Revision = revision - Math.Min(revision, 1) },
        (null, { } time, false) => new SeekReaderRequest { Time = FilterTimes.InstantOf(time, texts) },
        (null, null, true) => new SeekReaderRequest { Snapshot = true },
        _ => throw new CliException(ExitCodes.Usage, texts["reader.to"]),
    };
}
