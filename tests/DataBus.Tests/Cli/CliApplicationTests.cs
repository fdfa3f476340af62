using System.Text.RegularExpressions;
using DataBus.Cli;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Cli;

public sealed partial class CliApplicationTests
{
    [Fact]
    public void All_EveryText_HasBothLanguagesAndTheSamePlaces()
    {
        Assert.All(Texts.All, text =>
        {
            Assert.NotEmpty(text.Value.Zh);
            Assert.NotEmpty(text.Value.En);
            Assert.Equal(PlacesOf(text.Value.Zh), PlacesOf(text.Value.En));
        });
    }

    [Fact]
    public void All_EveryStateOfAFailedPush_HasAText() =>
        Assert.All(Enum.GetValues<FailedState>(), state => Assert.Contains($"state.{state}".ToLowerInvariant(), Texts.All));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("get")]
    [InlineData("status", "--output", "xml")]
    [InlineData("failed", "discard", "1")]
    public async Task RunAsync_WrongArguments_EndsWithUsage(params string[] args) =>
        Assert.Equal(ExitCodes.Usage, await CliApplication.RunAsync(args));

    [Theory]
    [InlineData("get", "enterprise", "--hub", "http://127.0.0.1:9")]
    [InlineData("list", "companies", "--hub", "http://127.0.0.1:9")]
    [InlineData("status", "--hub", "nowhere")]
    public async Task RunAsync_UnsoundValue_EndsWithUsageBeforeAnyCall(params string[] args) =>
        Assert.Equal(ExitCodes.Usage, await CliApplication.RunAsync(args));

    [Fact]
    public async Task RunAsync_NoHubThere_EndsWithUnavailable() =>
        Assert.Equal(ExitCodes.Unavailable, await CliApplication.RunAsync(["status", "--hub", "http://127.0.0.1:9"]));

    [Theory]
    [InlineData(StatusCode.NotFound, 3)]
    [InlineData(StatusCode.PermissionDenied, 4)]
    [InlineData(StatusCode.FailedPrecondition, 5)]
    [InlineData(StatusCode.Unavailable, 7)]
    [InlineData(StatusCode.Internal, 1)]
    public void Of_Status_IsItsExitCode(StatusCode code, int exit) => Assert.Equal(exit, ExitCodes.Of(code));

    private static string[] PlacesOf(string text) => [.. Place().Matches(text).Select(match => match.Value).Distinct().Order()];

    [GeneratedRegex("\\{[0-9]\\}")]
    private static partial Regex Place();
}
