namespace DataBus.Cli;

/// <summary>Where a command reads, writes its data, and talks to people.</summary>
/// <param name="In">What is typed.</param>
/// <param name="Out">Data, and nothing else.</param>
/// <param name="Error">Sentences and progress.</param>
/// <param name="IsInteractive">Somebody sits there, reads what is said and can answer.</param>
/// <param name="Width">Columns in which data is read; null for a program or a pager, which take any.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool IsInteractive, int? Width = null)
{
    /// <summary>That of this process.</summary>
    public static Terminal OfProcess { get; } = new(
        Console.In, Console.Out, Console.Error, !Console.IsInputRedirected && !Console.IsErrorRedirected, WidthOfProcess());

    // A terminal that does not tell its width says 0.
    private static int? WidthOfProcess() => Console.IsOutputRedirected || Console.WindowWidth == 0 ? null : Console.WindowWidth;
}
