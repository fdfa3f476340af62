using System.Text.Json;
using DataBus.Cli;
using DataBus.Cli.Doctor;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Alerts;
using DataBus.Tests.Hub.Api;
using DataBus.V1;
using Microsoft.Extensions.DependencyInjection;
using static DataBus.Tests.Hub.Api.NamedCalls;

namespace DataBus.Tests.Cli;

/// <summary>After a restore everybody who looks is told that delivery is closed and what opens it; nobody waits without a word.</summary>
public sealed class ClosedDeliveryTests : IAsyncLifetime
{
    private const string Command = "databus delivery open --reason";

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("closed-delivery-");
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // The test looks by itself, and the watch has one caller at a time.
        _hub = await HubFixture.StartAsync(configure: static services => services.AddSingleton(new AlertOptions { Every = TimeSpan.FromDays(40) }));
        await _hub.PushAsync(Platforms, Platform(1, "甲"));
        await _hub.StopAsync();
        new RestoredMark(true, "", 1, DateTimeOffset.UnixEpoch).Write(_hub.Data);
        await _hub.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _work.Delete(recursive: true);
    }

    [Fact]
    public async Task Stalls_WhileClosed_TellItAndWhatOpensIt()
    {
        var stalls = await RunAsync("sources", "stalls");
        await RunAsync("delivery", "open", "--reason", "x");
        var open = await RunAsync("sources", "stalls");

        Assert.Contains(Command, stalls.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Command, open.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_WhileClosed_AreRaisedAndClosedByTheOpening()
    {
        var alerts = _hub.Services.GetRequiredService<AlertWatch>();
        await alerts.LookAsync(Token);
        var closed = await RunAsync("alerts", "list");
        await RunAsync("delivery", "open", "--reason", "x");
        await alerts.LookAsync(Token);
        var open = await RunAsync("alerts", "list");

        Assert.Contains("stalled:delivery", closed.Out, StringComparison.Ordinal);
        Assert.Contains(Command, closed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("stalled:delivery", open.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WhileClosed_WarnsAndSaysWhatOpensIt()
    {
        var findings = await HubChecks.CheckAsync(_hub.Grpc.ToString(), isGiven: true, TimeProvider.System, Token);

        var delivery = Assert.Single(findings, static finding => finding.Check == "delivery");
        Assert.Equal(FindingState.Warning, delivery.State);
        Assert.Contains(Command, delivery.Todo.Zh, StringComparison.Ordinal);
        Assert.Contains(Command, delivery.Todo.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_WhileClosed_IsReadyAndSaysWhy()
    {
        using var http = new HttpClient { BaseAddress = _hub.Http };

        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Token);
        var text = await answer.Content.ReadAsStringAsync(Token);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.StartsWith("Degraded\n", text, StringComparison.Ordinal);
        Assert.Contains(Command, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("watch", "--until-caught-up")]
    [InlineData("mirror", "--once", "--to", "sqlite:bus.db")]
    [InlineData("mirror", "check", "--to", "sqlite:made.db")]
    public async Task OneShot_WhileClosed_EndsWithUnavailableAndSaysWhy(params string[] args)
    {
        await File.WriteAllBytesAsync(Path.Combine(_work.FullName, "made.db"), [], Token);

        var (exit, _, errors) = await RunAsync([.. args.Select(arg => arg.Replace("sqlite:", $"sqlite:{_work.FullName}/", StringComparison.Ordinal))]);

        Assert.Equal(ExitCodes.Unavailable, exit);
        Assert.Contains(Command, errors, StringComparison.Ordinal);
        Assert.Contains("[DELIVERY_CLOSED]", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneShot_AsJson_SaysItAsAnObjectInBothLanguages()
    {
        var (_, _, errors) = await RunAsync("watch", "--until-caught-up", "--output", "json");

        using var told = JsonDocument.Parse(errors);
        var error = told.RootElement.GetProperty("error");
        Assert.Equal(("DELIVERY_CLOSED", ExitCodes.Unavailable), (error.GetProperty("code").GetString(), error.GetProperty("exit").GetInt32()));
        Assert.Contains("对外投递已关闭", error.GetProperty("message_zh").GetString(), StringComparison.Ordinal);
        Assert.Contains("delivery is closed", error.GetProperty("message_en").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_WhileClosed_SaysOnceInOneLanguageWhyItWaits()
    {
        using var process = DatabusProcess.Start("watch", "--kind", "platform", "--hub", _hub.Grpc.ToString(), "--lang", "zh-CN");
        try
        {
            var first = await process.StandardError.ReadLineAsync(Token);
            await RunAsync("delivery", "open", "--reason", "x");
            var next = await process.StandardError.ReadLineAsync(Token);
            var shown = await process.StandardOutput.ReadLineAsync(Token);

            Assert.StartsWith("等待中", first, StringComparison.Ordinal);
            Assert.Contains(Command, first, StringComparison.Ordinal);
            Assert.DoesNotContain("delivery is closed", first, StringComparison.Ordinal);
            Assert.Equal("已恢复，继续。", next);
            Assert.Contains("science.platforms:1", shown, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    private async Task<(int Exit, string Out, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(TextReader.Null, output, errors, IsInteractive: false);
        var exit = await CliApplication.RunAsync([.. args, "--hub", _hub.Grpc.ToString(), "--lang", "en"], terminal);
        return (exit, output.ToString(), errors.ToString());
    }
}
