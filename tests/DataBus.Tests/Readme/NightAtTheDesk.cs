using System.Globalization;
using System.Text.RegularExpressions;
using DataBus.Cli;
using DataBus.Client;
using DataBus.Tests.Adapters.Samples;
using DataBus.Tests.Cli;
using DataBus.V1;

namespace DataBus.Tests.Readme;

/// <summary>
/// A real hub with the failures that the desk's page tells of, on which its commands run as they stand there: only what is another number
/// each time (ids, jobs, a cause) and where files go is put in.
/// </summary>
internal sealed partial class NightAtTheDesk : IAsyncDisposable
{
    private readonly HubFixture _hub;
    private readonly DataBusClient _client;
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _places = [];
    private readonly DeskFailures _failures;

    private NightAtTheDesk(HubFixture hub)
    {
        _hub = hub;
        _client = new DataBusClient(new DataBusOptions { Hub = hub.Grpc.ToString(), Role = CallerRole.Operator });
        _failures = new DeskFailures(_client, _places);
        _places["plan.json"] = Path.Combine(_folder.Path, "plan.json");
        _places["退回"] = Path.Combine(_folder.Path, "退回");
    }

    /// <summary>The commands that were run.</summary>
    public List<string> Ran { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<NightAtTheDesk> BeginAsync()
    {
        var night = new NightAtTheDesk(await HubFixture.StartAsync());
        await night._failures.FailAsync();
        return night;
    }

    /// <summary>Runs a command of the page.</summary>
    public async Task<(int Exit, string Said)> RunAsync(string command)
    {
        if (command.Contains("night-1", StringComparison.Ordinal) && !_places.ContainsKey("night-1"))
            await _failures.ReadAtNightAsync();
        if (command.Contains("--releasable", StringComparison.Ordinal))
            await JudgedAsync();
        await FindPlacesAsync(command);
        Ran.Add(command);
        string[] actor = command.Contains("--actor", StringComparison.Ordinal) ? [] : ["--actor", "值班员"];
        string[] args = [.. Word().Matches(command).Skip(1).Select(word => Put(word.Value)), "--hub", _hub.Grpc.ToString(), .. actor];

        // The bureau's workbook is written by the adapters' own program, which is beside the built command.
        if (command.Contains("--out 退回", StringComparison.Ordinal))
        {
            var (exit, output, errors) = await DatabusProcess.RunAsync(args);
            return (Directory.EnumerateFiles(_places["退回"], "*.xlsx").Any() ? exit : ExitCodes.Failed, output + errors);
        }

        using var said = new StringWriter();
        using var typed = new StringReader($"{DeskFailures.Many}\n");
        return (await CliApplication.RunAsync(args, new Terminal(typed, said, said, IsInteractive: true)), said.ToString());
    }

    /// <summary>How a failed push of the page stands.</summary>
    public async Task<FailedState> StateOfAsync(string place) =>
        (await _client.Desk.GetFailedAsync(ulong.Parse(_places[place], CultureInfo.InvariantCulture), Token)).Item.State;

    /// <summary>How many failed pushes have a state.</summary>
    public async Task<int> CountAsync(FailedState state) =>
        await _client.Desk.ListAllFailedAsync(new FailedFilter { States = { state } }, Token).CountAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    // The hub judges anew beside its work: what an operator reads a moment later, a test waits for.
    private async Task JudgedAsync()
    {
        var releasable = new FailedFilter { Releasable = true };
        while (await _client.Desk.ListAllFailedAsync(releasable, Token).CountAsync(Token) < DeskFailures.Many)
            await Task.Yield();
    }

    private string Put(string word)
    {
        var bare = word.Trim('"', '\'');
        return _places.GetValueOrDefault(bare, bare);
    }

    private async Task FindPlacesAsync(string command)
    {
        if (command.Contains("5120", StringComparison.Ordinal))
            _places["5120"] = $"{(await _client.Jobs.ListAsync(cancellationToken: Token)).Jobs[0].Job_}";
        if (command.Contains("CAUSE", StringComparison.Ordinal))
            _places["CAUSE"] = (await _client.Desk.GroupFailedAsync(new GroupFailedRequest(), Token)).Groups[0].Cause;
    }

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|[^ ]+")]
    private static partial Regex Word();
}
