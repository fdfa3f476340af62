using System.Text.RegularExpressions;
using DataBus.Cli;
using DataBus.Tests.Adapters.Bureaus;

namespace DataBus.Tests.Readme;

/// <summary>The page for the operator at night: the same in both languages, and of what there is.</summary>
public sealed partial class BackupPageTests
{
    private static readonly string _english = File.ReadAllText(Repository.Path("docs", "backup.md"));
    private static readonly string _chinese = File.ReadAllText(Repository.Path("docs", "backup.zh-CN.md"));

    [Fact]
    public void Commands_OfBoth_AreTheSameAndKnown()
    {
        var known = CliApplication.Commands(new Texts(chinese: false));

        Assert.Equal(Commands(_english), Commands(_chinese));
        Assert.All(Commands(_english).Where(line => line.StartsWith("databus", StringComparison.Ordinal)), line => Assert.Contains(line.Split(' ')[1], known));
    }

    [Fact]
    public void Reasons_OfBoth_AreTheSameAndGivenByTheHub()
    {
        var hub = string.Concat(Directory.EnumerateFiles(Repository.Path("hub", "DataBus.Hub"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.Equal(Reasons(_english), Reasons(_chinese));
        Assert.True(Reasons(_english).Length >= 10);
        Assert.All(Reasons(_english), reason => Assert.Contains($"\"{reason}", hub, StringComparison.Ordinal));
    }

    private static string[] Commands(string page) =>
        [.. Command().Matches(page).Select(command => Said().Replace(command.Groups[1].Value, ""))];

    private static string[] Reasons(string page) => [.. Reason().Matches(page).Select(reason => reason.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("^((?:databus|dotnet) .*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("\".*\"")]
    private static partial Regex Said();

    [GeneratedRegex("`([A-Z]+(?:_[A-Z]+)+)`")]
    private static partial Regex Reason();
}
