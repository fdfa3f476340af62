using System.CommandLine;
using System.Text.Json;
using DataBus.Client;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli;

/// <summary><c>databus push</c>: JSON lines, each a Change or a PushItem of the contract.</summary>
internal static class PushCommand
{
    private const int PushSize = 1000;

    public static Command Create(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = options.Texts["arg.file"] };
        var source = new Option<string>("--source") { Description = options.Texts["opt.source"], Required = true };
        var command = options.Command("push", "push", "push changes.jsonl --source science.platforms", "push - --source science.platforms");
        command.Arguments.Add(file);
        command.Options.Add(source);
        options.SetAction(command, parsed => (CallerRole.Reader, parsed.GetValue(source)!), async (parsed, context) =>
        {
            var items = await ReadAsync(parsed.GetValue(file)!, context);
            return await PushAllAsync(items, parsed.GetValue(source)!, context);
        });
        return command;
    }

    // A file is more than one push: when a later one fails, those before it stand, and whoever pushes must know which.
    private static async Task<int> PushAllAsync(List<PushItem> items, string source, CliContext context)
    {
        var exit = ExitCodes.Ok;
        var done = 0;
        foreach (var part in items.Chunk(PushSize))
        {
            try
            {
                exit = Math.Max(exit, await PushAsync(part, source, context));
            }
            catch (DataBusException) when (done > 0)
            {
                await context.Terminal.Error.WriteLineAsync(context.Texts.Format("push.partly", items[done - 1].Row, part[0].Row));
                throw;
            }

            done += part.Length;
            if (items.Count > PushSize)
                await context.Terminal.Error.WriteLineAsync(context.Texts.Format("push.progress", done, items.Count));
        }

        return exit;
    }

    // Everything is read before anything is pushed: a wrong line pushes nothing.
    private static async Task<List<PushItem>> ReadAsync(string file, CliContext context)
    {
        var items = new List<PushItem>();
        try
        {
            using var reader = file == "-" ? context.Terminal.In : new StreamReader(file);
            for (ulong row = 1; await reader.ReadLineAsync(context.Token) is { } line; row++)
            {
                if (line.Length > 0)
                    items.Add(Parse(line, row, context));
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, context.Texts.Format("no-file", file, unreadable.Message));
        }

        return items;
    }

    private static PushItem Parse(string line, ulong row, CliContext context)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (IsPushItem(json.RootElement))
                return AtRow(JsonParser.Default.Parse<PushItem>(line), row);
            return new PushItem { Change = JsonParser.Default.Parse<Change>(line), Raw = ByteString.CopyFromUtf8(line), Row = row };
        }
        catch (Exception wrong) when (
            wrong is JsonException or InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            // The parser counts lines inside this one line: its count would contradict ours.
            var cause = wrong.Message.Split(" LineNumber:")[0];
            throw new CliException(ExitCodes.Usage, context.Texts.Format("bad-line", row, cause));
        }
    }

    // An item that names no row of its own stands for its line.
    private static PushItem AtRow(PushItem item, ulong row)
    {
        if (item.Row == 0)
            item.Row = row;
        return item;
    }

    // A change always has its key, and an item has none of its own.
    private static bool IsPushItem(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && !line.TryGetProperty("key", out _)
        && (line.TryGetProperty("change", out _) || line.TryGetProperty("raw", out _));

    private static async Task<int> PushAsync(PushItem[] items, string source, CliContext context)
    {
        var request = new PushOnceRequest { Source = source, Holder = $"databus push {Environment.MachineName}", Items = { items } };
        var answer = await context.Client.PushOnceAsync(request, context.Token);
        if (context.Output.IsJson)
            context.Output.Json(answer);
        else
            Show(answer, items, context);
        return answer.Tallies.Held + answer.Tallies.Waiting + answer.Tallies.Refused > 0 ? ExitCodes.Partial : ExitCodes.Ok;
    }

    private static void Show(PushOnceResponse answer, PushItem[] items, CliContext context)
    {
        var tallies = answer.Tallies;
        context.Output.Line(context.Texts.Format(
            "pushed", answer.Revision, tallies.Accepted, tallies.Unchanged, tallies.Known + tallies.SeenAgain, tallies.Stale, tallies.Held, tallies.Waiting, tallies.Refused));
        foreach (var exception in answer.Exceptions)
        {
            var why = string.Join(' ', exception.Violations.Select(violation => context.Texts.IsChinese ? violation.MessageZh : violation.MessageEn));
            context.Output.Line(context.Texts.Format("exception", items[exception.Index].Row, exception.Outcome, why));
        }
    }
}
