using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(GlobalOptions options)
    {
        var against = new Option<string?>("--against") { Description = options.Texts["opt.against"] };
        var command = options.Command("verify", "verify", "verify", "verify --against heads.txt", "verify --output json");
        command.Options.Add(against);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var heads = parsed.GetValue(against) is { } file ? Heads(file, context.Texts) : [];
            VerifyResponse? last = null;
            await foreach (var step in context.Client.Operations.VerifyAsync(against: heads, cancellationToken: context.Token))
            {
                last = step;
                if (!step.Done)
                    await context.Terminal.Error.WriteLineAsync(context.Texts.Format("verifying", step.Revision, step.Head));
            }

            if (context.Output.IsJson)
                context.Output.Json(last!);
            else
                context.Output.Line(last!.Sound ? Sound(last, context.Texts) : context.Texts.Format("damaged", last.Problem));
            return last!.Sound ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }

    private static string Sound(VerifyResponse last, Texts texts) =>
        texts.Format("verified", last.Records, last.Revision) + (last.Heads > 0 ? texts.Format("verified-heads", last.Heads) : "")
        + $"{Environment.NewLine}{texts.Format("verified.digests", string.Join(", ", last.DigestAlgorithms))}"
        + (last.TrimmedBy > 0 ? $"{Environment.NewLine}{texts.Format("verified.trimmed", last.TrimmedBy, last.TrimmedRecords)}" : "")
        + string.Concat(last.ErasedBy.Select(by => $"{Environment.NewLine}{texts.Format("verified.erased", by.Entry, by.Records)}"));

    // The hub takes so many at once; the newest covers all before it, so the file is thinned and its ends stay.
    private static IReadOnlyList<ChainHead> Heads(string file, Texts texts)
    {
        const int most = 10_000;
        try
        {
            var all = ChainHeads.Read(file);
            var step = (all.Count + most - 1) / most;
            return all.Count <= most ? all : [.. all.Take(all.Count - 1).Where((_, index) => index % step == 0).Take(most - 1), all[^1]];
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new CliException(ExitCodes.Usage, texts.Format("bad-heads", file, unusable.Message));
        }
    }
}
