using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus adapter init|check|preview|run</c>: makes, tries and runs an adapter from its declaration. The adapters' program does it.</summary>
internal static class AdapterCommand
{
    private const string Once = "--once";

    public static Command Create(GlobalOptions options)
    {
        var command = new Command("adapter", options.Texts["adapter"]);
        string[] where = ["--config", "--drop", "--db", "--api"];
        foreach (var verb in (Command[])
            [
                Verb(options, "init", ["--source", "--facet", "--key", "--version", "--file", "--url", "--driver", "--connection", "--db", "--table", "--query", "--out"],
                    "adapter init --source science.tier-labels --file labels_20261101.csv",
                    "adapter init --source housing-fund.opening-steps --driver mariadb --connection 'Server=…;Password=${FUND_PASSWORD}' --table opening_view"),
                Verb(options, "check", where, "adapter check --config adapter.yaml --drop DIR"),
                Verb(options, "preview", [.. where, "--rows"], "adapter preview --config adapter.yaml --drop DIR", "adapter preview --rows 10 --output json"),
                Verb(options, "run", [.. where, Once], "adapter run --config adapter.yaml --drop DIR", "adapter run --once"),
            ])
        {
            command.Subcommands.Add(verb);
        }

        return command;
    }

    private static Command Verb(GlobalOptions options, string verb, string[] names, params string[] examples)
    {
        var command = options.Command(verb, $"adapter.{verb}", examples);
        var own = names.Select(name => Of(options, name)).ToList();
        own.ForEach(command.Options.Add);
        options.SetAction(command, CallerRole.Reader, (parsed, context) =>
        {
            List<string> arguments = [verb, .. own.SelectMany(option => TokensOf(parsed, option))];
            if (verb != "init")
                arguments.AddRange(["--hub", options.Hub(parsed)]);
            if (verb == "preview")
                arguments.AddRange(["--output", options.IsJson(parsed) ? "json" : "table"]);
            return KitCommand.RunAsync(arguments, context.Texts, context.Token);
        });
        return command;
    }

    private static Option Of(GlobalOptions options, string name)
    {
        var description = options.Texts[$"opt.adapter{name}"];
        return name == Once
            ? new Option<bool>(name) { Description = description }
            : new Option<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
    }

    private static IEnumerable<string> TokensOf(ParseResult parsed, Option option)
    {
        if (parsed.GetResult(option) is not { Implicit: false } given)
            return [];
        return option is Option<bool> ? [option.Name] : given.Tokens.SelectMany(token => (string[])[option.Name, token.Value]);
    }
}
