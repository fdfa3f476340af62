using System.Text.RegularExpressions;
using DataBus.Cli;
using DataBus.Tests.Adapters.Bureaus;

namespace DataBus.Tests.Readme;

/// <summary>Both READMEs say the same: who changes one changes the other.</summary>
public sealed partial class TranslationTests
{
    private static readonly string _english = File.ReadAllText(Repository.Path("README.md"));
    private static readonly string _chinese = File.ReadAllText(Repository.Path("README.zh-CN.md"));

    [Fact]
    public void Headings_OfBoth_HaveTheSameLevelsInTheSameOrder() =>
        Assert.Equal(Matches(Heading(), OutsideBlocks(_english)), Matches(Heading(), OutsideBlocks(_chinese)));

    [Fact]
    public void Commands_OfBoth_AreTheSame() => Assert.Equal(Commands(_english), Commands(_chinese));

    [Fact]
    public void Program_OfBoth_IsTheSame() => Assert.Equal(Matches(Program(), _english), Matches(Program(), _chinese));

    [Fact]
    public void Names_InTheTextOfBoth_AreTheSame() => Assert.Equal(Names(_english), Names(_chinese));

    [Fact]
    public void TablesAndLists_OfBoth_HaveTheSameLength()
    {
        Assert.Equal(Matches(Row(), _english).Length, Matches(Row(), _chinese).Length);
        Assert.Equal(Matches(Item(), _english).Length, Matches(Item(), _chinese).Length);
    }

    [Fact]
    public void Commands_OfDataBus_AreKnownToIt()
    {
        var known = CliApplication.Commands(new Texts(chinese: false));

        var used = Commands(_english).Where(line => line.StartsWith("databus ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

        Assert.NotEmpty(used);
        Assert.All(used, noun => Assert.Contains(noun, known));
    }

    // Comments are translated; what is typed is not.
    private static string[] Commands(string readme) =>
    [
        .. Matches(Bash(), readme).SelectMany(block => block.Split('\n')).Select(line => Comment().Replace(line, "").TrimEnd()).Where(line => line.Length > 0),
    ];

    private static string[] Names(string readme) =>
        [.. Matches(Name(), OutsideBlocks(readme)).Select(name => name.Replace('\n', ' ')).Distinct().Order(StringComparer.Ordinal)];

    private static string OutsideBlocks(string readme) => Block().Replace(readme, "");

    private static string[] Matches(Regex pattern, string text) => [.. pattern.Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("```bash\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Bash();

    [GeneratedRegex("```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" +#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^(?:- |[0-9]+[.] )", RegexOptions.Multiline)]
    private static partial Regex Item();
}
