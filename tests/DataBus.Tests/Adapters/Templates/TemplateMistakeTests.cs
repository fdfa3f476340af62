using DataBus.Adapters;
using DataBus.Client;
using DataBus.Tests.Adapters.Kit.Templates;
using DataBus.Tests.Adapters.Kit.Workbooks;
using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Tests.Adapters.Templates;

/// <summary>A filled template with mistakes of every kind, against the real hub: good rows are in, the others come back marked.</summary>
public sealed class TemplateMistakeTests : IAsyncLifetime
{
    private const string Key = "统一社会信用代码";
    private const string Code = "梯度代码";
    private const string Certificate = "证书编号或批次";
    private const string From = "有效期起";
    private const string Marker = "标记";

    private readonly TemplateFixture _files = new();
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    [Fact]
    public async Task Run_MistakesOfTenKinds_ComeBackInTheRightCellsAndGoodRowsAreIn()
    {
        FillWithMistakes();

        Assert.Equal(0, await RunAsync());

        var returned = _files.Returned();
        Assert.Empty(returned.Flaws());
        var marks = returned.Marks();
        (string Column, uint Row, string Rule)[] expected =
        [
            (Key, 5, "key.value.check_digit"), (Certificate, 6, "required"), (Code, 7, "不在码表中"), (From, 8, "kit.date"), (From, 9, "kit.cell_no_date"),
            (Certificate, 10, "kit.cell_formula"), (Certificate, 11, "kit.spreadsheet_number"), (Key, 12, "kit.key_twice"), (Code, 13, "hub.owner"),
            (Marker, 14, "kit.ambiguous"), (Marker, 15, "kit.ambiguous"), (Certificate, 16, "max_length"), ("级别", 17, "kit.cell_merged"), (From, 17, "kit.cell_merged"), (Key, 18, "kit.key"), ("级别", 19, "level.code"),
        ];
        foreach (var (column, row, rule) in expected)
        {
            Assert.True(marks.TryGetValue((column, row), out var comment), $"{column} {row} is not marked; marked are {string.Join(' ', marks.Keys)}");
            Assert.Contains(rule, comment, StringComparison.Ordinal);
            Assert.Matches("[一-龥]", comment);
            Assert.StartsWith("退回: ", returned.TextOf(Marker, row), StringComparison.Ordinal);
        }
        Assert.Equal(expected.Select(one => one.Row).Distinct().Order(), marks.Keys.Where(mark => mark.Column == Marker).Select(mark => mark.Row).Order());
        Assert.Equal(marks.Count, expected.Count(one => one.Column != Marker) + marks.Count(mark => mark.Key.Column == Marker));
        Assert.Equal(["GOOD-1", "GOOD-2"], await LiveAsync());
        Assert.True(File.Exists(_files.PathOf("done/填报.xlsx")));
    }

    [Fact]
    public async Task Run_ReturnedAndCorrected_IsInAndNothingComesBack()
    {
        _files.Export(TemplateFixture.Labels).Add(TemplateFixture.Label("GOOD-1"), With(TemplateFixture.Label("BAD-1"), From, "2026-02-30"), With(TemplateFixture.Label("BAD-2"), "级别", "甲级"));
        await RunAsync();
        File.Copy(_files.PathOf("returned/填报.xlsx"), _files.PathOf("改一半.xlsx"));
        FilledTemplate.Open(_files.PathOf("改一半.xlsx")).Set(From, 5, TestWorkbook.Text("2026-02-28"));
        await RunAsync();

        // What was not corrected comes back once more with its reason, and only that is marked.
        var half = _files.Returned("改一半.xlsx");
        Assert.Equal([(Marker, 6U), ("级别", 6U)], half.Marks().Keys.OrderBy(mark => mark.Column != Marker));
        Assert.Contains("code", half.Marks()[("级别", 6)], StringComparison.Ordinal);
        Assert.Equal("", half.TextOf(Marker, 5));
        File.Copy(_files.PathOf("returned/改一半.xlsx"), _files.PathOf("改好.xlsx"));
        FilledTemplate.Open(_files.PathOf("改好.xlsx")).Set("级别", 6, TestWorkbook.Text("市"));

        await RunAsync();

        Assert.False(File.Exists(_files.PathOf("returned/改好.xlsx")));
        Assert.Equal(["BAD-1", "BAD-2", "GOOD-1"], await LiveAsync());
        using var desk = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString(), Role = CallerRole.Operator });
        Assert.Empty((await desk.Desk.ListFailedAsync(new ListFailedRequest(), Token)).Items);
    }

    [Fact]
    public async Task Run_ColumnRenamed_ComesBackWithTheNameMarked()
    {
        _files.Export(TemplateFixture.Labels).Add(TemplateFixture.Label("A")).Set(Code, 1, TestWorkbook.Text("代码"));

        await RunAsync();

        var mark = Assert.Single(_files.Returned().Marks());
        Assert.Equal(("代码", 1U), mark.Key);
        Assert.Contains("缺少 梯度代码", mark.Value, StringComparison.Ordinal);
        Assert.True(File.Exists(_files.PathOf("failed/填报.xlsx.report.txt")));
        Assert.Empty(await LiveAsync());
    }

    private void FillWithMistakes()
    {
        var tooLong = new string('长', 101);
        _files.Export(TemplateFixture.Labels).Add(
            TemplateFixture.Label("GOOD-1"),
            With(TemplateFixture.Label("B5"), Key, "91120112712847285C"),
            With(TemplateFixture.Label("B6"), Certificate, ""),
            With(TemplateFixture.Label("B7"), Code, "龙头企业"),
            With(TemplateFixture.Label("B8"), From, "去年"),
            TemplateFixture.Label("B9"),
            TemplateFixture.Label("B10"),
            TemplateFixture.Label("B11"),
            With(TemplateFixture.Label("B12"), "本部门编号", "JN-1"),
            With(TemplateFixture.Label("B13"), Code, "M1"),
            TemplateFixture.Label("B14"),
            With(TemplateFixture.Label("B14"), "级别", "市"),
            TemplateFixture.Label(tooLong),
            TemplateFixture.Label("B17"),
            With(TemplateFixture.Label("B18"), Key, ""),
            With(TemplateFixture.Label("B19"), "级别", "甲级"),
            With(TemplateFixture.Label("GOOD-2"), Code, "T2"))
            .Set(From, 9, TestWorkbook.Number("46053"))
            .Set(Certificate, 10, TestWorkbook.Formula("\"B\"&10", "B10"))
            .Set(Certificate, 11, TestWorkbook.Number("2.0260112E+17"))
            .Edit((sheet, names) => sheet.InsertAfter(new MergeCells(new MergeCell { Reference = "G17:H17" }), sheet.GetFirstChild<SheetData>()));
    }

    private static Dictionary<string, string> With(Dictionary<string, string> row, string column, string text)
    {
        row[column] = text;
        return row;
    }

    private Task<int> RunAsync() => AdapterHost.RunAsync(["--source", TemplateFixture.Science, "--templates", _files.Folder, "--hub", _hub.Grpc.ToString(), "--once"]);

    private async Task<List<string>> LiveAsync()
    {
        using var client = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString() });
        var labels = new List<string>();
        await foreach (var entity in client.Query.ListAllEntitiesAsync(Kind.Enterprise, "enterprise.tier_label", Token))
            labels.AddRange(entity.Facets.Select(facet => facet.Change.TierLabel.Certificate));
        return [.. labels.Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await _hub.DisposeAsync();
    }
}
