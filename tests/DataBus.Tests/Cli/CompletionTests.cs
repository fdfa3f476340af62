using System.Diagnostics;
using DataBus.Cli;
using DataBus.Tests.Adapters.Samples;

namespace DataBus.Tests.Cli;

/// <summary>The script in a real bash, with the real program behind it.</summary>
public sealed class CompletionTests
{
    private const string Asks = """
        databus() { dotnet exec "$DATABUS" "$@"; }
        source "$SCRIPT"
        COMP_LINE="$1"; COMP_POINT=${#1}
        read -ra COMP_WORDS <<< "$1"
        if [[ "$1" == *" " ]]; then COMP_WORDS+=(""); fi
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _databus_completion
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [Theory]
    [InlineData("databus same-as jo", "join")]
    [InlineData("databus failed re", "rehearse", "reject", "replay", "reread", "restore", "resume", "return", "review")]
    [InlineData("databus failed rehearse ", "discard", "patch", "replay", "reread", "restore", "return", "undo")]
    [InlineData("databus failed list --state ret", "returned")]
    [InlineData("databus up --output ", "json", "table")]
    [InlineData("databus list platform --facet platform.prof", "platform.profile")]
    [InlineData("databus list ent", "enterprise")]
    public async Task Bash_LineAsTyped_IsCompleted(string line, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "completion");
        await File.WriteAllTextAsync(script, CompletionScripts.All["bash"], TestContext.Current.CancellationToken);

        var replies = await RunAsync("bash", ["-c", Asks, "bash", line], script);

        Assert.Equal(expected, replies.Where(reply => reply.Length > 0 && reply[0] is not ('-' or '/')).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Completion_EveryShell_HasAScript(string shell)
    {
        Assert.Contains("[suggest:", CompletionScripts.All[shell], StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["completion", shell]));
    }

    [Fact]
    public async Task Completion_UnknownShell_EndsWithUsage() => Assert.Equal(ExitCodes.Usage, await CliApplication.RunAsync(["completion", "tcsh"]));

    private static async Task<string[]> RunAsync(string program, string[] arguments, string script)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["SCRIPT"] = script;
        start.Environment["DATABUS"] = typeof(CliApplication).Assembly.Location;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n');
    }
}
