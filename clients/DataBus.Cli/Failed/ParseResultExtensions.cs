using System.CommandLine;

namespace DataBus.Cli.Failed;

/// <summary>What a command line says by itself.</summary>
internal static class ParseResultExtensions
{
    /// <summary>Whether the option stands on the command line, and not only has a default.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
