namespace DataBus.Cli;

/// <summary>Where a command reads, writes its data, and talks to people.</summary>
/// <param name="In">What is typed.</param>
/// <param name="Out">Data, and nothing else.</param>
/// <param name="Error">Sentences and progress.</param>
/// <param name="IsInteractive">Somebody sits there, reads what is said and can answer.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>That of this process.</summary>
    public static Terminal OfProcess { get; } = new(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected && !Console.IsErrorRedirected);
}
