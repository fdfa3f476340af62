using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus sources compare</c>: the adapters' program reads the source and compares it with the hub.</summary>
internal static class SourceComparison
{
    private const string Kit = "DataBus.Adapters";

    public static Command Create(GlobalOptions options)
    {
        var source = new Argument<string>("SOURCE") { Description = options.Texts["opt.source"] };
        var program = new Option<string>("--program") { Description = options.Texts["opt.program"], DefaultValueFactory = _ => Kit };
        var mend = new Option<bool>("--mend") { Description = options.Texts["opt.mend"] };
        Option<string?>[] passed =
        [
            new("--config") { Description = options.Texts["opt.config"] },
            new("--db") { Description = options.Texts["opt.db"] },
            new("--api") { Description = options.Texts["opt.api"] },
            new("--file") { Description = options.Texts["opt.file"] },
        ];
        var command = options.Command(
            "compare", "sources.compare", "sources compare housing-fund.accounts --config adapter.yaml",
            "sources compare market-regulation.registrations --program DataBus.Adapters.MarketRegulation --db registry.db --mend");
        command.Arguments.Add(source);
        foreach (var option in (Option[])[program, mend, .. passed])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Reader, (parsed, context) =>
        {
            List<string> arguments = ["compare", parsed.GetValue(source)!, "--hub", options.Hub(parsed)];
            foreach (var option in passed.Where(option => parsed.GetValue(option) is not null))
                arguments.AddRange([option.Name, parsed.GetValue(option)!]);
            if (parsed.GetValue(mend))
                arguments.Add("--mend");
            if (context.Output.IsJson)
                arguments.Add("--json");
            return KitCommand.RunAsync(arguments, context.Texts, context.Token, parsed.GetValue(program)!);
        });
        return command;
    }
}
