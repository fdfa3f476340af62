using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary>The options that every command has, and what a command makes of them.</summary>
internal sealed class GlobalOptions
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _hub;
    private readonly Option<string> _output;
    private readonly Option<string?> _lang;
    private readonly Option<string?> _actor;
    private readonly Option<string?> _certificate;
    private readonly Option<string?> _key;
    private readonly Option<string?> _authority;

    public GlobalOptions(Texts texts, Terminal terminal)
    {
        Texts = texts;
        _terminal = terminal;
        _hub = new Option<string?>("--hub") { Description = texts["opt.hub"], Recursive = true };
        _output = new Option<string>("--output") { Description = texts["opt.output"], Recursive = true, DefaultValueFactory = _ => "table" };
        _ = _output.AcceptOnlyFromAmong("table", "json");
        _lang = new Option<string?>("--lang") { Description = texts["opt.lang"], Recursive = true };
        _ = _lang.AcceptOnlyFromAmong(Texts.Chinese, Texts.English);
        _certificate = new Option<string?>("--cert") { Description = texts["opt.cert"], Recursive = true };
        _key = new Option<string?>("--cert-key") { Description = texts["opt.cert-key"], Recursive = true };
        _authority = new Option<string?>("--ca") { Description = texts["opt.ca"], Recursive = true };
        _actor = new Option<string?>("--actor") { Description = texts["opt.actor"], Recursive = true };
    }

    public Texts Texts { get; }

    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[_hub, _output, _lang, _actor, _certificate, _key, _authority])
            root.Options.Add(option);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_output) == "json";

    /// <summary>The same of a command line that cannot be parsed.</summary>
    public static bool AsksForJson(string[] args) => args.Contains("--output=json") || args.Zip(args.Skip(1)).Contains(("--output", "json"));

    /// <summary>Where a command says why it ends.</summary>
    public CliErrors Errors(ParseResult parsed, Terminal terminal, string hub = "") => new(Texts, terminal.Error, hub, IsJson(parsed));

    /// <summary>Address of the hub that is asked.</summary>
    public string Hub(ParseResult parsed) =>
        parsed.GetValue(_hub) ?? (Environment.GetEnvironmentVariable("DATABUS_HUB") is { Length: > 0 } set ? set : new DataBusOptions().Hub);

    /// <summary>Who acts.</summary>
    public string Actor(ParseResult parsed) => parsed.GetValue(_actor) ?? Environment.UserName;

    /// <summary>Settings of a client that shows what the command line or the environment says.</summary>
    public DataBusOptions ClientOptions(ParseResult parsed, string hub, (CallerRole Role, string Source) caller)
    {
        var options = new DataBusOptions { Hub = hub, Role = caller.Role, Source = caller.Source, Actor = Actor(parsed) };
        options.Certificate = parsed.GetValue(_certificate) ?? options.Certificate;
        // The environment's key belongs to the environment's certificate.
        options.Key = parsed.GetValue(_key) ?? (parsed.GetValue(_certificate) is null ? options.Key : "");
        options.Authority = parsed.GetValue(_authority) ?? options.Authority;
        return options;
    }

    /// <summary>Whether somebody named the hub: on the command line or in the environment.</summary>
    public bool IsHubGiven(ParseResult parsed) =>
        parsed.GetValue(_hub) is not null || Environment.GetEnvironmentVariable("DATABUS_HUB") is { Length: > 0 };

    /// <summary>A facet kind to look at; empty: all. Known ones are completed.</summary>
    public Option<string> Facet()
    {
        var facet = new Option<string>("--facet") { Description = Texts["opt.facet"], HelpName = "facet", DefaultValueFactory = _ => "" };
        facet.CompletionSources.Add([.. FacetCatalogue.All.Select(static kind => kind.Name)]);
        return facet;
    }

    /// <summary>Look with an operator's eyes: also at what is shared under conditions, or not at all.</summary>
    public Option<bool> AsOperator() => new("--operator") { Description = Texts["opt.operator"] };

    /// <summary>A command with its text and examples.</summary>
    public Command Command(string name, string key, params string[] examples) =>
        new(name, $"{Texts[key]}{Environment.NewLine}{Texts["examples"]} {string.Join(" | ", examples.Select(example => $"databus {example}"))}");

    /// <summary>What a command does, with a client of the hub and a place to write.</summary>
    public void SetAction(Command command, CallerRole role, Func<ParseResult, CliContext, Task<int>> run) => SetAction(command, _ => (role, ""), run);

    /// <summary>The same, for a caller who may also be the owner of a source.</summary>
    public void SetAction(
        Command command, Func<ParseResult, (CallerRole Role, string Source)> caller, Func<ParseResult, CliContext, Task<int>> run) =>
        command.SetAction((parsed, cancellationToken) =>
        {
            var hub = Hub(parsed);
            return CliApplication.GuardAsync(Errors(parsed, _terminal, hub), () => RunAsync(parsed, hub, caller(parsed), run, cancellationToken), cancellationToken);
        });

    private async Task<int> RunAsync(
        ParseResult parsed, string hub, (CallerRole Role, string Source) caller, Func<ParseResult, CliContext, Task<int>> run, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(hub, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CliException(ExitCodes.Usage, Texts.Format("bad-hub", hub));
        using var client = new DataBusClient(ClientOptions(parsed, hub, caller));
        new StreamVoice(Texts, _terminal.Error, hub).AddTo(client.Notices);
        return await run(parsed, new CliContext(client, Texts, new Output(IsJson(parsed), _terminal.Out, _terminal.Width), _terminal, cancellationToken));
    }
}
