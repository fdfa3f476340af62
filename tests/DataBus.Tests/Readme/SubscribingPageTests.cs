using System.Text.RegularExpressions;
using DataBus.Tests.Adapters.Bureaus;

namespace DataBus.Tests.Readme;

/// <summary>The page on following in both languages says the same.</summary>
public sealed partial class SubscribingPageTests
{
    private static readonly string _english = File.ReadAllText(Repository.Path("docs", "subscribing.md"));
    private static readonly string _chinese = File.ReadAllText(Repository.Path("docs", "subscribing.zh-CN.md"));

    [Fact]
    public void HeadingsTablesAndNames_OfBoth_AreTheSame()
    {
        Assert.Equal(Heading().Matches(_english).Select(match => match.Groups[1].Value), Heading().Matches(_chinese).Select(match => match.Groups[1].Value));
        Assert.Equal(Row().Count(_english), Row().Count(_chinese));
        Assert.Equal(Names(_english), Names(_chinese));
    }

    [Fact]
    public void Blocks_OfBoth_AreTheSameButForComments() => Assert.Equal(Blocks(_english), Blocks(_chinese));

    private static string[] Names(string page) =>
        [.. Name().Matches(Block().Replace(page, "")).Select(match => match.Groups[1].Value.Replace('\n', ' ')).Distinct().Order(StringComparer.Ordinal)];

    private static string[] Blocks(string page) => [.. Block().Matches(page).Select(match => Comment().Replace(match.Value, ""))];

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" +(#|//) .*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
