namespace DataBus.Adapters.Verbs;

/// <summary>Where a verb reads and writes.</summary>
/// <param name="In">Answers to questions.</param>
/// <param name="Out">Data.</param>
/// <param name="Error">What is said to people beside it.</param>
/// <param name="IsTerminal">True: somebody answers questions.</param>
internal sealed record VerbConsole(TextReader In, TextWriter Out, TextWriter Error, bool IsTerminal)
{
    /// <summary>The process's own.</summary>
    public static VerbConsole OfProcess => new(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected && !Console.IsErrorRedirected);
}
