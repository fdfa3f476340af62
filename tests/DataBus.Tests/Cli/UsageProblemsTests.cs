using System.CommandLine;
using DataBus.Cli;

namespace DataBus.Tests.Cli;

public sealed class UsageProblemsTests
{
    [Theory]
    [InlineData("nonsense", "\"nonsense\" is not known")]
    [InlineData("", "a command is missing, one of work")]
    [InlineData("work file", "--reason is missing")]
    [InlineData("work --reason x", "FILE is missing")]
    [InlineData("work file --reason x --output xml", "the value \"xml\" of --output is wrong, it is one of json, table")]
    [InlineData("work file --reason x --limit many", "the value \"many\" of --limit is wrong")]
    public void Of_WrongLine_SaysWhatInOurWords(string line, string problem)
    {
        var problems = UsageProblems.Of(Root().Parse(line), new Texts(chinese: false));

        Assert.Equal([problem], problems);
    }

    [Fact]
    public void Of_Chinese_IsWhollyChinese()
    {
        var problems = UsageProblems.Of(Root().Parse("work file"), new Texts(chinese: true));

        Assert.Equal(["缺少 --reason"], problems);
    }

    private static RootCommand Root()
    {
        var output = new Option<string>("--output");
        _ = output.AcceptOnlyFromAmong("table", "json");
        var work = new Command("work")
        {
            new Argument<string>("FILE"), new Option<string>("--reason") { Required = true }, output, new Option<int>("--limit"),
        };
        return new RootCommand { work };
    }
}
