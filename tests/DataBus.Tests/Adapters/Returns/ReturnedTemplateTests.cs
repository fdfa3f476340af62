using DataBus.Adapters;
using DataBus.Adapters.Returns;
using DataBus.Tests.Adapters.Kit.Templates;
using DataBus.Tests.Adapters.Kit.Workbooks;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Returns;

/// <summary>Rows of filled templates that operators give back: with the real hub and the real kit.</summary>
public sealed class ReturnedTemplateTests : IAsyncLifetime
{
    private readonly TemplateFixture _files = new();
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    private static Grpc.Core.Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _files.Dispose();
    }

    [Fact]
    public async Task Returned_RowsOfATemplate_AreReadWithoutADeclaration()
    {
        var unsound = TemplateFixture.Label("A2");
        unsound["统一社会信用代码"] = "91120112712847285X";
        var late = TemplateFixture.Label("A3");
        late["有效期起"] = "去年";
        _files.Export(TemplateFixture.Labels).Add(TemplateFixture.Label("A1"), unsound, late);
        await RunAsync();
        var held = (await Desk.ListFailedAsync(new ListFailedRequest(), Operator, cancellationToken: Token)).Items.Select(item => item.Id).ToList();
        Assert.Equal(2, held.Count);
        await Desk.ReturnFailedAsync(
            new ReturnFailedRequest { Items = { held.Select(id => new FailedRef { Id = id }) }, Reason = "请核对" }, Operator, cancellationToken: Token);
        var path = _files.PathOf("退回的.xlsx");
        Assert.Equal(0, await AdapterHost.RunAsync(["return", "--hub", _hub.Grpc.ToString(), "--source", TemplateFixture.Science, "--out", path]));
        var workbook = FilledTemplate.Open(path);
        Assert.Equal("A2", workbook.TextOf("证书编号或批次", 2));
        Assert.Equal([("有效期起", 3U), ("统一社会信用代码", 2U)], workbook.Marks().Keys.OrderBy(mark => mark.Column, StringComparer.Ordinal));
        workbook.Set("统一社会信用代码", 2, TestWorkbook.Text("91120112712847285B")).Set("有效期起", 3, TestWorkbook.Text("2026-01-31"));

        await RunAsync();

        Assert.Equal(0UL, (await Desk.ListFailedAsync(new ListFailedRequest(), Operator, cancellationToken: Token)).Total);
        var source = (await new OperationsService.OperationsServiceClient(_hub.Channel).ListSourcesAsync(new ListSourcesRequest(), Operator, cancellationToken: Token))
            .Sources.Single(one => one.Source == TemplateFixture.Science);
        Assert.Equal(3UL, source.LiveAddresses);
    }

    private async Task RunAsync() => Assert.Equal(
        0, await AdapterHost.RunAsync(["--source", TemplateFixture.Science, "--templates", _files.Folder, "--hub", _hub.Grpc.ToString(), "--once"]));
}
