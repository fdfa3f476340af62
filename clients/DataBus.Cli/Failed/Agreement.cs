namespace DataBus.Cli.Failed;

/// <summary>What concerns many is done only after somebody has read how many, and typed it.</summary>
internal static class Agreement
{
    /// <exception cref="CliException">It was not agreed to, or nobody is there to be asked.</exception>
    public static async Task DemandAsync(CliContext context, ulong count, bool yes)
    {
        if (count <= FailedSelection.Few || yes)
            return;
        if (!context.Terminal.IsInteractive)
            throw new CliException(ExitCodes.Usage, context.Texts.Format("job.say-yes", count, FailedSelection.Few));

        await context.Terminal.Error.WriteAsync(context.Texts.Format("job.type-count", count));
        var typed = await context.Terminal.In.ReadLineAsync(context.Token);
        if (typed?.Trim() != $"{count}")
            throw new CliException(ExitCodes.Failed, context.Texts["job.not-agreed"]);
    }
}
