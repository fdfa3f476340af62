using System.Text.RegularExpressions;
using DataBus.Cli;
using DataBus.Cli.Grants;
using DataBus.Hub.Access;
using DataBus.Tests.Adapters.Bureaus;

namespace DataBus.Tests.Readme;

/// <summary>The page about grants: the same in both languages, and its file is one that the hub takes.</summary>
public sealed partial class GrantsPageTests
{
    private static readonly string _english = File.ReadAllText(Repository.Path("docs", "grants.md"));
    private static readonly string _chinese = File.ReadAllText(Repository.Path("docs", "grants.zh-CN.md"));

    [Fact]
    public void Commands_OfBoth_AreTheSameAndKnown()
    {
        var known = CliApplication.Commands(new Texts(chinese: false));

        Assert.Equal(Commands(_english), Commands(_chinese));
        Assert.NotEmpty(Commands(_english));
        Assert.All(Commands(_english), line => Assert.Contains(line.Split(' ')[1], known));
    }

    [Fact]
    public void File_OfBoth_IsOneThatTheHubTakes()
    {
        foreach (var page in new[] { _english, _chinese })
        {
            var path = Path.Combine(Path.GetTempPath(), $"grants-{Guid.NewGuid():N}.yaml");
            File.WriteAllText(path, Yaml().Match(page).Groups[1].Value);
            var grants = GrantFile.Read(path, new Texts(chinese: false)).Grants;
            File.Delete(path);

            Assert.Empty(GrantCheck.FlawsOf(grants));
            Assert.Equal("app/dashboard", Assert.Single(grants).Grantee);
        }
    }

    private static string[] Commands(string page) => [.. Command().Matches(page).Select(static command => command.Groups[1].Value)];

    [GeneratedRegex("^(databus .*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
