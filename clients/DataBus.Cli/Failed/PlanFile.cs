using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli.Failed;

/// <summary>A rehearsal as a file: the contract's request that does exactly what was rehearsed, as its JSON.</summary>
internal static class PlanFile
{
    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <exception cref="CliException">It cannot be written.</exception>
    public static async Task WriteAsync(string file, StartJobRequest plan, CliContext context)
    {
        try
        {
            await File.WriteAllTextAsync(file, _formatter.Format(plan) + Environment.NewLine, context.Token);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, context.Texts.Format("no-write", file, unwritable.Message));
        }
    }

    /// <exception cref="CliException">It cannot be read, or is none.</exception>
    public static StartJobRequest Read(string file, Texts texts)
    {
        try
        {
            var plan = JsonParser.Default.Parse<StartJobRequest>(File.ReadAllText(file));
            return plan is { Act: not null, RehearsedAt: > 0 } ? plan : throw new FormatException("act, rehearsedAt");
        }
        // What the parser throws is an IOException too.
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            throw new CliException(ExitCodes.Usage, texts.Format("plan-bad", file, wrong.Message));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, texts.Format("no-file", file, unreadable.Message));
        }
    }
}
