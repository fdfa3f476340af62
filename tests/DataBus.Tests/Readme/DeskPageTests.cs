using System.Text.RegularExpressions;
using DataBus.Cli;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.V1;

namespace DataBus.Tests.Readme;

/// <summary>The desk's page in both languages: the same commands, and all of them run, in their order, against a hub with such failures.</summary>
public sealed partial class DeskPageTests
{
    private static readonly string _chinese = File.ReadAllText(Repository.Path("docs", "desk.zh-CN.md"));
    private static readonly string _english = File.ReadAllText(Repository.Path("docs", "desk.md"));

    [Fact]
    public void Commands_OfBoth_AreTheSame() => Assert.Equal(Commands(_chinese), Commands(_english));

    [Fact]
    public void Headings_TablesAndNames_OfBoth_AreTheSame()
    {
        Assert.Equal(Heading().Matches(_chinese).Select(match => match.Groups[1].Value), Heading().Matches(_english).Select(match => match.Groups[1].Value));
        Assert.Equal(Row().Count(_chinese), Row().Count(_english));
        Assert.Equal(Names(_chinese), Names(_english));
    }

    [Fact]
    public async Task Commands_OfThePage_RunInTheirOrder()
    {
        await using var night = await NightAtTheDesk.BeginAsync();
        foreach (var command in Commands(_chinese))
        {
            var (exit, said) = await night.RunAsync(command);

            Assert.True(exit == ExitCodes.Ok, $"{command}: {exit}\n{said}");
        }

        Assert.True(night.Ran.Count > 40);
        // Mended, given another key, deleted by two; restored, taken back or to be read again it is open. One cause, one map: all out.
        foreach (var place in (string[])["4711", "4712", "4714"])
            Assert.Equal(FailedState.Replayed, await night.StateOfAsync(place));
        Assert.Equal(FailedState.Held, await night.StateOfAsync("4715"));
        Assert.Equal(3 + DeskFailures.Many + 30, await night.CountAsync(FailedState.Replayed));
        Assert.Equal(2, await night.CountAsync(FailedState.Returned));
        Assert.Equal(2 + 5, await night.CountAsync(FailedState.Held));
        string[] verbs = ["list", "groups", "show", "patch", "rehearse", "replay", "undo", "discard", "restore", "return", "reread", "review", "approve", "job", "jobs"];
        Assert.All(verbs, verb => Assert.Contains(night.Ran, command => command.StartsWith($"databus failed {verb}", StringComparison.Ordinal)));
    }

    private static string[] Commands(string page) =>
    [
        .. Bash().Matches(page).SelectMany(block => block.Groups[1].Value.Split('\n')).Select(line => Comment().Replace(line, "").TrimEnd()).Where(line => line.Length > 0),
    ];

    private static string[] Names(string page) =>
        [.. Name().Matches(Block().Replace(page, "")).Select(match => match.Groups[1].Value).Where(name => name.All(char.IsAscii)).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("```bash\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Bash();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" +# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
