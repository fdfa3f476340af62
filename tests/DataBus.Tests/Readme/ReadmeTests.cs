using DataBus.Tests.Adapters.Bureaus;

namespace DataBus.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public void Readme_FirstStream_IsTheProgramThatIsCompiledHere()
    {
        var source = File.ReadAllLines(Repository.Path("tests/DataBus.Tests/Readme/FirstStream.cs"));
        var usings = source.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal));
        var body = source.SkipWhile(line => line.Trim() != "// begin").Skip(1).TakeWhile(line => line.Trim() != "// end");
        var program = string.Join('\n', [.. usings, "", .. body.Select(Dedent)]);

        var readme = File.ReadAllText(Repository.Path("README.md"));

        Assert.Contains($"```csharp\n{program}\n```", readme);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    [InlineData("docs/benchmarks.md")]
    [InlineData("docs/adapters.md")]
    [InlineData("docs/systems.zh-CN.md")]
    [InlineData("docs/desk.md")]
    [InlineData("docs/subscribing.md")]
    [InlineData("docs/subscribing.zh-CN.md")]
    [InlineData("docs/desk.zh-CN.md")]
    public void Document_PathsThatItNames_Exist(string document)
    {
        var text = File.ReadAllText(Repository.Path(document));

        var missing = text.Split([' ', '`', '(', ')', '\n', '"', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(IsPath)
            .Select(path => path.TrimEnd('.', '/', ':', ';'))
            .Where(path => !Path.Exists(Repository.Path(path)));

        Assert.Empty(missing);
    }

    private static bool IsPath(string word) =>
        (word.StartsWith("hub/", StringComparison.Ordinal) || word.StartsWith("adapters/", StringComparison.Ordinal)
            || word.StartsWith("clients/", StringComparison.Ordinal) || word.StartsWith("protos/", StringComparison.Ordinal)
            || word.StartsWith("tests/", StringComparison.Ordinal) || word.StartsWith("docs/", StringComparison.Ordinal))
        && !word.Contains('*', StringComparison.Ordinal) && !word.Contains('{', StringComparison.Ordinal);

    private static string Dedent(string line) => line.Length >= 8 ? line[8..] : line;
}
