using System.Diagnostics;
using DataBus.Adapters;
using DataBus.Client;
using DataBus.Tests.Adapters.Kit.Templates;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Adapters.Templates;

/// <summary>The verb <c>template export</c> against the real hub: what it writes, for whom, and what it refuses.</summary>
public sealed class TemplateExportTests : IAsyncLifetime
{
    private readonly TemplateFixture _files = new();
    private HubFixture _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _client = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString() });
    }

    [Fact]
    public async Task Export_FilledForASource_HasItsRowsAndDroppedChangesNothing()
    {
        await PushAsync(TemplateFixture.Science, Label("T1", "A1"), Label("T2", "A2"));
        await PushAsync("industry.tier-labels", Label("M1", "B1"));

        Assert.Equal(0, await ExportAsync("enterprise.tier_label", "--fill", "--source", TemplateFixture.Science));

        var template = FilledTemplate.Open(_files.PathOf("导出.xlsx"));
        Assert.Equal(["A1", "A2", ""], new uint[] { 4, 5, 6 }.Select(row => template.TextOf("证书编号或批次", row)));
        Assert.Equal("科技型中小企业", template.TextOf("梯度代码", 4));
        Assert.Equal(0, await DropAsync(TemplateFixture.Science));
        Assert.Equal(2UL, await UnchangedAsync(TemplateFixture.Science));
        Assert.False(Directory.Exists(_files.PathOf("returned")));
    }

    [Fact]
    public async Task Export_EveryEventOfAFacet_IsARow()
    {
        await PushAsync("ip-center.api", Event("E1", "2026-01-01"), Event("E2", "2026-02-01"), Event("E1", "2026-01-02"));

        Assert.Equal(0, await ExportAsync("achievement.legal_event", "--fill"));

        var template = FilledTemplate.Open(_files.PathOf("导出.xlsx"));
        var events = new uint[] { 4, 5, 6 }.Select(row => $"{template.TextOf("事件编号", row)} {template.TextOf("公告日", row)}");
        Assert.Equal([" ", "E1 2026-01-02", "E2 2026-02-01"], events.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0, "--source", "tax.rd-deduction")]
    [InlineData(0, "--operator")]
    public async Task Export_ClosedFacet_IsFilledForItsOwnerAndTheOperatorOnly(int exit, params string[] caller)
    {
        await PushAsync("tax.rd-deduction", Deduction());

        Assert.Equal(exit, await ExportAsync("enterprise.rd_deduction", ["--fill", .. caller]));

        Assert.Equal(exit == 0, File.Exists(_files.PathOf("导出.xlsx")));
        if (exit == 0)
            Assert.Equal("2025", FilledTemplate.Open(_files.PathOf("导出.xlsx")).TextOf("纳税年度", 4));
    }

    [Fact]
    public async Task Export_ClosedFacetForAnotherSource_IsRefusedAndWritesNothing()
    {
        await PushAsync("tax.rd-deduction", Deduction());

        Assert.Equal(4, await ExportAsync("enterprise.rd_deduction", "--fill", "--source", TemplateFixture.Science));

        Assert.False(File.Exists(_files.PathOf("导出.xlsx")));
    }

    [Fact]
    public async Task Export_ContentThatACellCannotCarry_IsLeftOutAndSaid()
    {
        var odd = Label("T1", "A1");
        odd.TierLabel.Batch = " 前有空格";
        await PushAsync(TemplateFixture.Science, odd, Label("T2", "A2"));

        Assert.Equal(6, await ExportAsync("enterprise.tier_label", "--fill"));

        Assert.Equal("A2", FilledTemplate.Open(_files.PathOf("导出.xlsx")).TextOf("证书编号或批次", 4));
    }

    [Fact]
    public async Task Export_WrongOptions_EndWithUsageAndWriteNothing()
    {
        await File.WriteAllTextAsync(_files.PathOf("导出.xlsx"), "somebody's work", Token);

        Assert.Equal(2, await ExportAsync("enterprise.tier_label"));
        Assert.Equal(2, await AdapterHost.RunAsync(["template", "export", "enterprise.unknown", "--out", _files.PathOf("x.xlsx")]));
        Assert.Equal(2, await AdapterHost.RunAsync(["template", "export", "enterprise.tier_label", "--out", _files.PathOf("x.csv")]));
        Assert.Equal(2, await AdapterHost.RunAsync(["template", "import", "enterprise.tier_label"]));
        Assert.Equal(7, await AdapterHost.RunAsync(["template", "export", "enterprise.tier_label", "--fill", "--hub", "http://127.0.0.1:9", "--out", _files.PathOf("x.xlsx")]));

        Assert.Equal("somebody's work", await File.ReadAllTextAsync(_files.PathOf("导出.xlsx"), Token));
        Assert.Single(Directory.GetFiles(_files.Folder));
    }

    [Theory]
    [InlineData("enterprise.tier_label", 0)]
    [InlineData("enterprise.unknown", 2)]
    public async Task Databus_TemplateExport_RunsTheKitsOwnProgram(string facet, int exit)
    {
        var build = AppContext.BaseDirectory.Replace(Path.Combine("tests", "DataBus.Tests"), Path.Combine("clients", "DataBus.Cli"), StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(build, "databus.dll"), "template", "export", facet, "--out", _files.PathOf("导出.xlsx")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        var errors = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        Assert.Equal(exit, process.ExitCode);
        Assert.Contains(exit == 0 ? "梯度标签" : "enterprise.tier_label", exit == 0 ? output : errors, StringComparison.Ordinal);
        Assert.Equal(exit == 0, File.Exists(_files.PathOf("导出.xlsx")));
    }

    private Task<int> ExportAsync(string facet, params string[] options) =>
        AdapterHost.RunAsync(["template", "export", facet, "--out", _files.PathOf("导出.xlsx"), "--hub", _hub.Grpc.ToString(), .. options]);

    private Task<int> DropAsync(string source) => AdapterHost.RunAsync(["--source", source, "--templates", _files.Folder, "--hub", _hub.Grpc.ToString(), "--once"]);

    private async Task PushAsync(string source, params Change[] changes)
    {
        var request = new PushOnceRequest { Source = source, Holder = "test" };
        request.Items.AddRange(changes.Select((change, row) => new PushItem { Change = change, Row = (ulong)row + 1, Raw = ByteString.CopyFromUtf8("{}") }));
        Assert.Equal((ulong)changes.Length, (await _client.PushOnceAsync(request, Token)).Tallies.Accepted);
    }

    private async Task<ulong> UnchangedAsync(string source) =>
        (await _client.Operations.ListSourcesAsync(Token)).Sources.Single(one => one.Source == source).Tallies.Unchanged;

    private static Key Uscc => new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" };

    private static Change Label(string code, string certificate) => new()
    {
        Key = Uscc,
        TierLabel = new TierLabel { Code = code, Certificate = certificate, ValidFrom = "2026-01-31", State = "VALID" },
    };

    private static Change Event(string id, string day) => new()
    {
        Key = new Key { Kind = Kind.Achievement, Scheme = "patent", Value = "CN107293749" },
        LegalEvent = new LegalEvent { EventId = id, Code = "TR01", AnnouncedOn = day, DocumentNumber = "CN107293749B" },
    };

    private static Change Deduction() => new()
    {
        Key = Uscc,
        RdDeduction = new RdDeduction
        {
            TaxYear = "2025",
            FormVersion = "2023",
            ProjectCount = "1",
            Personnel = "100",
            OwnTotal = "100",
            RdTotal = "100",
            Expensed = "100",
            DeductibleTotal = "100",
            AfterSpecialIncome = "100",
            Rate = "100",
            Deduction = "100",
        },
    };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _files.Dispose();
        await _hub.DisposeAsync();
    }
}
