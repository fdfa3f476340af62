using DataBus.Client;
using DataBus.Tests.Adapters.Kit;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Verbs;

/// <summary>Checking and previewing a declaration, with the real hub and without one.</summary>
public sealed class CheckVerbTests : IAsyncLifetime
{
    private const string Nowhere = "http://127.0.0.1:1";
    private const string Yaml = """
        sources:
          - source: science.tier-labels
            input: {type: file, files: {pattern: 'full_(?<as_of>[0-9]{8})\.csv', mode: full, as_of_format: yyyyMMdd}}
            raw: [统一社会信用代码]
            ignore: [企业名称]
            facets:
              - facet: enterprise.tier_label
                key: {scheme: uscc, column: 统一社会信用代码}
                fields:
                  code: {column: 梯度, convert: [{code: tier_code}]}
                  certificate: 证书编号
                  valid_from: {value: '2023-01-01'}
                  valid_to: {column: 有效期, convert: [date]}
                  state: {value: VALID}
                  level: {value: NATIONAL}
        """;

    private readonly VerbRun _run = new();
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] Where => ["--config", _run["adapter.yaml"], "--drop", _run["drop"], "--hub", _hub.Grpc.ToString()];

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _run.Put("adapter.yaml", Yaml);
        Drop(FileSourceFixture.Header, FileSourceFixture.Row(1, "高新技术企业"), FileSourceFixture.Row(2, "高企"), FileSourceFixture.Row(3, "高企"));
    }

    public async ValueTask DisposeAsync()
    {
        _run.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Check_AllIsWell_SaysEveryStepAndEndsWithZero()
    {
        var code = await _run.CheckAsync(Where);

        Assert.Equal((0, 9, 0), (code, Count('✔'), Count('✘')));
        Assert.Contains("3 accepted", _run.Out, StringComparison.Ordinal);
        Assert.Equal(["full_20261101.csv"], Directory.GetFiles(_run["drop"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Check_DeclarationIsWrong_NamesEachMistakeWithItsPlaceAndCure()
    {
        _run.Put("adapter.yaml", Yaml.Replace("certificate: 证书编号", "certificat: 证书编号", StringComparison.Ordinal)
            .Replace("convert: [date]", "convert: [dates]", StringComparison.Ordinal));

        var code = await _run.CheckAsync(Where);

        Assert.Equal((1, 2), (code, Count('✘')));
        Assert.Contains("line 11: science.tier-labels.facets.enterprise.tier_label.fields: \"certificat\"", _run.Out, StringComparison.Ordinal);
        Assert.Contains("there is no converter dates; there are: trim", _run.Out, StringComparison.Ordinal);
        Assert.Contains("– 来源 source", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate: 证书编号", "certificate: 证书号", "✘ 列 columns", "gone 证书号")]
    [InlineData("column: 统一社会信用代码", "column: 企业名称", "✘ 主体键 keys", "3 行中 0 行正确")]
    [InlineData("convert: [date]", "convert: [{date: [yyyy/MM/dd]}]", "✘ 写法 forms (valid_to)", "kit.date \"2027-12-31\"")]
    [InlineData("source: science.tier-labels", "source: industry.tier-labels", "✘ 归属 ownership", "归数源 science.tier-labels")]
    [InlineData("source: science.tier-labels", "source: science.platforms", "✘ 归属 ownership", "does not own these")]
    [InlineData("value: VALID", "value: GOOD", "✘ 判定 verdicts", "3 held")]
    [InlineData("pattern: 'full_", "pattern: 'all_", "✘ 来源 source", "drop one and try again")]
    public async Task Check_OneThingIsWrong_NamesTheStep(string right, string wrong, string step, string text)
    {
        _run.Put("adapter.yaml", Yaml.Replace(right, wrong, StringComparison.Ordinal));

        var code = await _run.CheckAsync(Where);

        Assert.Equal(1, code);
        Assert.Contains(step, _run.Out, StringComparison.Ordinal);
        Assert.Contains(text, _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SourceIsHeldOrPaused_SaysByWhomAndWhy()
    {
        using var client = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString(), Role = CallerRole.Operator });
        await using (await client.OpenPushAsync("science.tier-labels", "host/7", cancellationToken: Token))
            Assert.Equal(1, await _run.CheckAsync(Where));
        await client.Operations.PauseSourceAsync("science.tier-labels", "检查中", Token);
        Assert.Equal(1, await _run.CheckAsync(Where));

        Assert.Contains("✘ 推送权 lease: 由 host/7 持有", _run.Out, StringComparison.Ordinal);
        Assert.Contains("✘ 推送权 lease: 已暂停 paused: 检查中", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoHub_SaysWhatToDo()
    {
        var code = await _run.CheckAsync("--config", _run["adapter.yaml"], "--drop", _run["drop"], "--hub", Nowhere);

        Assert.Equal(1, code);
        Assert.Contains("✘ 枢纽 hub: http://127.0.0.1:1: 连不上", _run.Out, StringComparison.Ordinal);
        Assert.Contains("– 推送权 lease", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_Rows_ShowsThemWithTheHubsVerdictsAndSendsNothing()
    {
        using var client = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString() });
        var before = await SourceAsync(client);
        Drop(FileSourceFixture.Header, FileSourceFixture.Row(1, "高企"), FileSourceFixture.Row(2, "独角兽"), FileSourceFixture.Row(3, "高企", until: "2020-01-01"));

        var code = await _run.PreviewAsync([.. Where, "--output", "json"]);

        var rows = _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(0, code);
        Assert.Equal(["accepted", "refused", "held"], rows.Select(row => row.GetProperty("verdict").GetString()));
        Assert.Equal("T2", rows[0].GetProperty("change").GetProperty("tier_label").GetProperty("code").GetString());
        Assert.Equal("kit.code", rows[1].GetProperty("violations")[0].GetProperty("rule").GetString());
        Assert.Equal("enterprise.tier_label.valid_to.order", rows[2].GetProperty("violations")[0].GetProperty("rule").GetString());
        Assert.Equal(before, await SourceAsync(client));
    }

    // Not the head: the hub's own source pushes its definitions and figures meanwhile.
    private static async Task<SourceState> SourceAsync(DataBusClient client) =>
        (await client.Operations.ListSourcesAsync(Token)).Sources.Single(source => source.Source == "science.tier-labels");

    [Fact]
    public async Task Preview_NoHub_ShowsTheAdaptersOwnFindingsAndSaysSo()
    {
        Drop(FileSourceFixture.Header, FileSourceFixture.Row(1, "高企"), FileSourceFixture.Row(2, "独角兽"), FileSourceFixture.Row(3));

        var code = await _run.PreviewAsync("--config", _run["adapter.yaml"], "--drop", _run["drop"], "--hub", Nowhere, "--rows", "2");

        Assert.Equal(0, code);
        Assert.Contains("    1 ✔ mapped  enterprise/uscc/", _run.Out, StringComparison.Ordinal);
        Assert.Contains("✘ kit.code code \"独角兽\"", _run.Out, StringComparison.Ordinal);
        Assert.Contains("only the adapter's own findings", _run.Error, StringComparison.Ordinal);
        Assert.Contains("2 行 rows: 1 mapped, 1 held", _run.Error, StringComparison.Ordinal);
    }

    private int Count(char mark) => _run.Out.Count(letter => letter == mark);

    private void Drop(params string[] lines) => _run.Put("drop/full_20261101.csv", string.Join('\n', lines));
}
