using DataBus.Tests.Adapters.Samples;

namespace DataBus.Tests.Cli;

/// <summary><c>databus adapter</c>, as the two processes that it is.</summary>
public sealed class AdapterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Adapter_InitThenPreview_PassesOutputAndExitCodesOn()
    {
        var drop = Directory.CreateDirectory(Path.Combine(_folder.Path, "drop")).FullName;
        var file = Path.Combine(drop, "labels_20261101.csv");
        var config = Path.Combine(_folder.Path, "adapter.yaml");
        await File.WriteAllTextAsync(file, "统一社会信用代码,梯度代码\n91120112712847285B,高企\n", TestContext.Current.CancellationToken);
        string[] where = ["--config", config, "--drop", drop, "--hub", "http://127.0.0.1:1"];

        var made = await DatabusProcess.RunAsync("adapter", "init", "--source", "science.tier-labels", "--file", file, "--out", config);
        var again = await DatabusProcess.RunAsync("adapter", "init", "--source", "science.tier-labels", "--file", file, "--out", config);
        var shown = await DatabusProcess.RunAsync(["adapter", "preview", .. where, "--output", "json"]);
        var wrong = await DatabusProcess.RunAsync("adapter", "preview", "--rows", "x");

        Assert.Equal((0, 2, 0, 2), (made.Exit, again.Exit, shown.Exit, wrong.Exit));
        Assert.Contains("enterprise.tier_label", made.Output, StringComparison.Ordinal);
        Assert.Contains("not overwritten", again.Errors, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"T2\"", shown.Output, StringComparison.Ordinal);
        Assert.Contains("--rows", wrong.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
