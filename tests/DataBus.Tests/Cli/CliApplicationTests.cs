using System.Text.Json;
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
    [InlineData(true, "改键 / a changed key", "改键")]
    [InlineData(false, "改键 / a changed key", "a changed key")]
    [InlineData(false, "区科技局来函", "区科技局来函")]
    [InlineData(false, "a / b / c", "a / b / c")]
    public void Half_TextInBothLanguages_IsTheReaders(bool chinese, string both, string half) => Assert.Equal(half, new Texts(chinese).Half(both));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("get")]
    [InlineData("status", "--output", "xml")]
    [InlineData("failed", "discard", "1")]
    [InlineData("watch", "--from-time", "2026-07-01T08:00", "--now")]
    [InlineData("watch", "--from-time", "2026-07-01T08:00", "--from-revision", "7")]
    [InlineData("watch", "--from-time", "2026-07-01T08:00", "--bookmark", "no-such-file")]
    [InlineData("watch", "--from-revision", "7", "--snapshot")]
    public async Task RunAsync_WrongArguments_EndsWithUsage(params string[] args) =>
        Assert.Equal(ExitCodes.Usage, await CliApplication.RunAsync(args));

    [Theory]
    [InlineData("get", "enterprise", "--hub", "http://127.0.0.1:9")]
    [InlineData("list", "companies", "--hub", "http://127.0.0.1:9")]
    [InlineData("status", "--hub", "nowhere")]
    public async Task RunAsync_UnsoundValue_EndsWithUsageBeforeAnyCall(params string[] args) =>
        Assert.Equal(ExitCodes.Usage, await CliApplication.RunAsync(args));

    [Theory]
    [InlineData("USAGE", 2, "status", "--nonsense")]
    [InlineData("USAGE", 2, "status", "--hub", "nowhere")]
    [InlineData("UNAVAILABLE", 7, "status", "--hub", "http://127.0.0.1:9")]
    [InlineData("UNAVAILABLE", 7, "mirror", "check", "--to", "sqlite:/no/such/folder/bus.db", "--hub", "http://127.0.0.1:9")]
    [InlineData("UNAVAILABLE", 7, "mirror", "--to", "sqlite:/no/such/folder/bus.db", "--hub", "http://127.0.0.1:9")]
    public async Task RunAsync_ErrorForAProgram_IsOneObject(string code, int exit, params string[] args)
    {
        using var errors = new StringWriter();

        var ended = await CliApplication.RunAsync([.. args, "--output", "json"], new Terminal(TextReader.Null, TextWriter.Null, errors, IsInteractive: false));

        using var told = JsonDocument.Parse(errors.ToString());
        var error = told.RootElement.GetProperty("error");
        Assert.Equal((exit, code, exit), (ended, error.GetProperty("code").GetString(), error.GetProperty("exit").GetInt32()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

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
