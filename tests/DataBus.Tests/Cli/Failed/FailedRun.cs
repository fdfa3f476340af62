using DataBus.Cli;
using DataBus.Tests.Client;

namespace DataBus.Tests.Cli.Failed;

/// <summary><c>databus failed</c> in this process, with what it said.</summary>
internal sealed record FailedRun(int Exit, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs it against a hub, in English.</summary>
    public static Task<FailedRun> AtAsync(FakeHub hub, params string[] args) => AtAsync(hub, typed: null, [.. args, "--lang", "en"]);

    /// <summary>Runs it with somebody at the terminal, who types a line.</summary>
    public static Task<FailedRun> AtAsync(FakeHub hub, string? typed, string[] args) => AtAsync(hub.Address, "值班员", typed, args);

    /// <summary>Runs it as an operator.</summary>
    public static async Task<FailedRun> AtAsync(string hub, string actor, string? typed, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(typed ?? "");
        var terminal = new Terminal(input, output, errors, IsInteractive: typed is not null);

        var exit = await CliApplication.RunAsync(["failed", .. args, "--hub", hub, "--actor", actor], terminal);

        return new FailedRun(exit, output.ToString(), errors.ToString());
    }
}
