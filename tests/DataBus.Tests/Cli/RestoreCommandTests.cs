using DataBus.Cli;
using DataBus.Tests.Hub.Api;
using static DataBus.Tests.Hub.Api.NamedCalls;

namespace DataBus.Tests.Cli;

/// <summary>What is said when a directory is restored, or was copied, in the reader's language alone.</summary>
public sealed class RestoreCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("restore-command-");
    private HubFixture _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        await _hub.PushAsync(Platforms, Platform(1, "甲"));
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _work.Delete(recursive: true);
    }

    [Fact]
    public async Task Restore_InALanguage_SaysItInThatAlone()
    {
        var backup = Path.Combine(_work.FullName, "backup");
        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["backup", backup, "--hub", _hub.Grpc.ToString()]));

        var english = await DatabusProcess.RunAsync("restore", backup, "--data", Path.Combine(_work.FullName, "en"), "--lang", "en");
        var chinese = await DatabusProcess.RunAsync("restore", backup, "--data", Path.Combine(_work.FullName, "zh"), "--lang", "zh-CN");
        var rehearsed = await DatabusProcess.RunAsync("rehearse-restore", backup, "--lang", "en");
        var refused = await DatabusProcess.RunAsync("restore", backup, "--data", Path.Combine(_work.FullName, "en"), "--lang", "en");

        Assert.StartsWith("Restored into", english.Output, StringComparison.Ordinal);
        Assert.False(HasChinese(english.Output + english.Errors), english.Output + english.Errors);
        Assert.StartsWith("已恢复到", chinese.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Restored", chinese.Output, StringComparison.Ordinal);
        Assert.StartsWith("Sound:", rehearsed.Output, StringComparison.Ordinal);
        Assert.False(HasChinese(rehearsed.Output + rehearsed.Errors), rehearsed.Output + rehearsed.Errors);
        Assert.Contains("is not empty", refused.Errors, StringComparison.Ordinal);
        Assert.False(HasChinese(refused.Errors), refused.Errors);
    }

    [Fact]
    public async Task Restore_WithTheOldDirectory_ListsWhatIsLostWithIt()
    {
        var backup = Path.Combine(_work.FullName, "backup");
        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["backup", backup, "--hub", _hub.Grpc.ToString()]));
        await _hub.PushAsync(Platforms, Platform(2, "乙"), Platform(3, "丙"));
        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["sources", "pause", Platforms, "--reason", "搬家", "--actor", "li", "--hub", _hub.Grpc.ToString()]));
        await _hub.StopAsync();

        var (exit, output, errors) = await DatabusProcess.RunAsync(
            "restore", backup, "--data", Path.Combine(_work.FullName, "a"), "--lost", _hub.Data, "--output", "json");
        var told = await DatabusProcess.RunAsync("restore", backup, "--data", Path.Combine(_work.FullName, "b"), "--lost", _hub.Data, "--lang", "en");
        var strange = await DatabusProcess.RunAsync("restore", backup, "--data", Path.Combine(_work.FullName, "c"), "--lost", _work.FullName, "--output", "json");

        Assert.True(exit == ExitCodes.Ok, errors);
        using var json = System.Text.Json.JsonDocument.Parse(output);
        var lost = json.RootElement.GetProperty("lost");
        var source = lost.GetProperty("sources").EnumerateArray().Single(static one => one.GetProperty("source").GetString() == Platforms);
        Assert.Equal((1, 2UL), (source.GetProperty("pushes").GetInt32(), source.GetProperty("accepted").GetUInt64()));
        var act = lost.GetProperty("acts").EnumerateArray().Single(static one => one.GetProperty("actor").GetString() == "li");
        Assert.Equal(($"pause {Platforms}", "搬家"), (act.GetProperty("what").GetString(), act.GetProperty("reason").GetString()));
        Assert.Contains("2 accepted", told.Output, StringComparison.Ordinal);
        Assert.Contains("搬家", told.Output, StringComparison.Ordinal);
        Assert.Contains("NO_OLD_LOG", strange.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_work.FullName, "c")));
    }

    [Fact]
    public async Task Up_OnACopiedDirectory_SaysWhyAndStartsWithANewEpoch()
    {
        await _hub.StopAsync();
        var copy = Path.Combine(_work.FullName, "copy");
        foreach (var file in Directory.EnumerateFiles(_hub.Data, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(_hub.Data, file));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var (exit, _, errors) = await DatabusProcess.RunAsync("up", "--data", copy, "--lang", "en");
        using var started = DatabusProcess.Start("up", "--data", copy, "--new-epoch", "--plain", "--lang", "en");
        var address = await started.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        var closed = await started.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        // As Ctrl-C: it stops what it started, which still has the directory.
        using (var interrupted = System.Diagnostics.Process.Start("kill", ["-INT", $"{started.Id}"]))
            await started.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Failed, exit);
        Assert.Contains("is a copy of another", errors, StringComparison.Ordinal);
        Assert.Contains("--new-epoch", errors, StringComparison.Ordinal);
        Assert.False(HasChinese(errors), errors);
        Assert.StartsWith("hub gRPC http://", address, StringComparison.Ordinal);
        Assert.Contains("databus delivery open", closed, StringComparison.Ordinal);
    }

    private static bool HasChinese(string text) => text.Any(static letter => letter is >= '\u4e00' and <= '\u9fff');
}
