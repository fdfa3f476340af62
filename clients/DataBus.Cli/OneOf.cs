using System.CommandLine;

namespace DataBus.Cli;

/// <summary>Options of which one at most may be given: of two, one would count and the other be ignored.</summary>
internal static class OneOf
{
    /// <exception cref="CliException">More than one is.</exception>
    public static void Demand(ParseResult parsed, Texts texts, params Option[] options)
    {
        string[] given = [.. options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(static option => option.Name)];
        if (given.Length > 1)
            throw new CliException(ExitCodes.Usage, texts.Format("one-of", string.Join(' ', given)));
    }
}
