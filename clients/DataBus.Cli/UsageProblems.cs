using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace DataBus.Cli;

/// <summary>Says what is wrong with a command line; the parser's own Chinese is half English.</summary>
internal static class UsageProblems
{
    /// <summary>All that is wrong, in the order of the command line; what has no text of its own comes as the parser says it.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed, Texts texts)
    {
        var unknown = parsed.UnmatchedTokens.Select(token => texts.Format("usage.unknown", token));
        var problems = unknown.Concat(parsed.Errors.Select(error => TextOf(error, parsed, texts))).Concat(MissingOptions(parsed, texts));
        List<string> own = [.. problems.OfType<string>().Distinct()];
        return own.Count > 0 ? own : [.. parsed.Errors.Select(error => error.Message)];
    }

    /// <summary>The command with those above it, for example <c>databus failed list</c>.</summary>
    public static string PathOf(CommandResult result) => result switch
    {
        { Command: RootCommand } => "databus",
        { Parent: CommandResult parent } => $"{PathOf(parent)} {result.Command.Name}",
        _ => result.Command.Name,
    };

    private static string? TextOf(ParseError error, ParseResult parsed, Texts texts) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult } argument => texts.Format("usage.missing", argument.Argument.Name),
        ArgumentResult { Parent: OptionResult option } => ValueOf(option, texts),
        ArgumentResult argument => texts.Format("usage.value", argument.Argument.Name, TokensOf(argument)),
        OptionResult { Implicit: false } option => ValueOf(option, texts),
        CommandResult command when parsed.UnmatchedTokens.Count == 0 && command.Command.Subcommands.Count > 0 =>
            texts.Format("usage.command", string.Join(", ", command.Command.Subcommands.Select(one => one.Name))),
        _ => null,
    };

    private static string ValueOf(OptionResult result, Texts texts)
    {
        if (result.Tokens.Count == 0)
            return texts.Format("usage.missing", $"{result.Option.Name} {result.Option.HelpName}".TrimEnd());
        string[] allowed = [.. result.Option.GetCompletions(CompletionContext.Empty).Select(one => one.Label)];
        return allowed.Length == 0
            ? texts.Format("usage.value", result.Option.Name, TokensOf(result))
            : texts.Format("usage.value-of", result.Option.Name, TokensOf(result), string.Join(", ", allowed));
    }

    private static IEnumerable<string> MissingOptions(ParseResult parsed, Texts texts) =>
        parsed.CommandResult.Command.Options
            .Where(option => option.Required && (parsed.GetResult(option) is null or { Implicit: true }))
            .Select(option => texts.Format("usage.missing", option.Name));

    private static string TokensOf(SymbolResult result) => string.Join(' ', result.Tokens.Select(token => token.Value));
}
