using DataBus.Adapters.Templates;
using DataBus.Tests.Adapters.Kit.Workbooks;
using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Tests.Adapters.Kit.Templates;

/// <summary>Filled templates as people hand them in.</summary>
public sealed class TemplateReadTests : IDisposable
{
    private readonly TemplateFixture _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeHub Hub => _files.Hub;

    [Fact]
    public async Task Read_WaysOfWriting_BecomeTheContracts()
    {
        var facet = FacetCatalogue.Find("enterprise.registration")!;
        _files.Export(facet).Add(new Dictionary<string, string>
        {
            ["企业统一社会信用代码"] = " 9112 0112-712847285b ",
            ["名称"] = "天津经纬辉开光电股份有限公司",
            ["法定代表人（负责人）"] = "张三丰",
            ["登记状态"] = "存续（在营、开业、在册）",
            ["注册资本（出资额）.注册资本数额"] = "1,234.50",
            ["注册资本（出资额）.币种"] = "人民币",
            ["成立日期"] = "2020年1月31日",
            ["核准日期"] = "2020/2/1",
            ["现状态起始日期"] = "20200202",
            ["经营期限为长期"] = "是",
            ["行业门类"] = "C",
            ["状态沿革"] = "存续|存续|2020-01-31|\n注销 | | 2021/1/31 | 公告\\|一号",
        });

        await _files.RunAsync(Token);

        var item = Assert.Single(Hub.Items());
        Assert.Empty(item.Violations);
        Assert.Equal("enterprise/uscc/91120112712847285B", KeyText.Format(item.Change.Key));
        var read = item.Change.Registration;
        Assert.Equal(("张**", "1234.50", "CNY"), (read.Representative, read.Capital.Amount, read.Capital.Currency));
        Assert.Equal(("2020-01-31", "2020-02-01", "2020-02-02"), (read.EstablishedOn, read.ApprovedOn, read.StateSince));
        Assert.Equal(("ACTIVE", true, "C"), (read.State, read.TermUnlimited, read.IndustrySection));
        Assert.Equal(
            [new StateChange { State = "ACTIVE", StateRaw = "存续", Since = "2020-01-31" }, new StateChange { State = "DEREGISTERED", Since = "2021-01-31", Basis = "公告|一号" }],
            read.StateHistory);
    }

    [Fact]
    public async Task Read_SavedByASpreadsheetProgram_IsTheSame()
    {
        var label = TemplateFixture.Label("A1");
        _files.Export(TemplateFixture.Labels).Add(label, TemplateFixture.Label("")).ShareTexts();
        await _files.RunAsync(Token);
        File.Copy(_files.PathOf("returned/填报.xlsx"), _files.PathOf("再报.xlsx"));
        FilledTemplate.Open(_files.PathOf("再报.xlsx")).Set("证书编号或批次", 5, TestWorkbook.Text("A2")).ShareTexts().Set("证书编号或批次", 4, TestWorkbook.Formula("1", "1"));

        await _files.RunAsync(Token);

        Assert.Equal(["A1", "", "", "A2"], Hub.Items().Select(item => item.Change?.TierLabel.Certificate ?? ""));
        // The mark of the row that was mended is gone, the other one is new.
        var again = _files.Returned("再报.xlsx");
        Assert.Equal("", again.TextOf("标记", 5));
        Assert.StartsWith("退回: ", again.TextOf("标记", 4), StringComparison.Ordinal);
        Assert.All(again.Marks().Keys, mark => Assert.Equal(4U, mark.Row));
    }

    [Fact]
    public async Task Read_MarkerColumnDeleted_MarksTheKeyAndOverwritesNothing()
    {
        _files.Export(TemplateFixture.Labels).Add(TemplateFixture.Label("A1"), TemplateFixture.Label("A1")).Set("级别", 5, TestWorkbook.Text("市")).DeleteFirstColumnAndHeadRows();

        await _files.RunAsync(Token);

        var marks = _files.Returned().Marks();
        Assert.Equal([("统一社会信用代码", 2U), ("统一社会信用代码", 3U)], marks.Keys);
        Assert.Contains("kit.ambiguous", marks.Values.First(), StringComparison.Ordinal);
        Assert.Equal("91120112712847285B", _files.Returned().TextOf("统一社会信用代码", 2));
    }

    [Fact]
    public async Task Read_AnswersLostInACrash_StillComesBackMarked()
    {
        _files.Export(TemplateFixture.Labels).Add(TemplateFixture.Label("A1"), With("A2", "有效期起", "去年"), TemplateFixture.Label("A3"));
        Assert.False(await SourceDriver.RunAsync(_files.Source(), Hub, Token, maxItems: 2, stopAfter: 1));

        await _files.RunAsync(Token);

        Assert.Equal([("标记", 5U), ("有效期起", 5U)], _files.Returned().Marks().Keys.OrderBy(mark => mark.Column != "标记"));
        Assert.Equal((2UL, 1UL), (Hub.Sum.Accepted, Hub.Sum.Held));
    }

    [Fact]
    public async Task Read_NoTemplate_FailsAndSaysHowToGetOne()
    {
        await File.WriteAllBytesAsync(_files.PathOf("名单.xlsx"), new TestWorkbook().Sheet("名单", TestWorkbook.Row("企业", "代码")).ToBytes(), Token);
        await File.WriteAllBytesAsync(_files.PathOf("坏.xlsx"), [1, 2, 3], Token);
        await File.WriteAllBytesAsync(_files.PathOf("~$名单.xlsx"), [1, 2, 3], Token);

        await _files.RunAsync(Token);

        Assert.Equal(2, Hub.Passes.Count(pass => pass.Pass.Close.End == PassEnd.Failed));
        Assert.Contains(Hub.Passes, pass => pass.Pass.Close.Reason.Contains("databus template export", StringComparison.Ordinal));
        Assert.True(File.Exists(_files.PathOf("returned/名单.xlsx")));
        Assert.False(File.Exists(_files.PathOf("returned/坏.xlsx")));
        Assert.True(File.Exists(_files.PathOf("failed/坏.xlsx.report.txt")));
        Assert.True(File.Exists(_files.PathOf("~$名单.xlsx")));
    }

    [Fact]
    public async Task Read_OwnWorkbookWithTheNames_IsReadByItsSheet()
    {
        var row = TemplateFixture.Label("A1");
        var names = TemplateLayout.Of(TemplateFixture.Labels).Fields.Select(column => column.Header).Prepend("统一社会信用代码").ToArray();
        var workbook = new TestWorkbook().Sheet("梯度标签", TestWorkbook.Row(names), [.. names.Select(name => row.TryGetValue(name, out var text) ? TestWorkbook.Text(text) : null)]);
        await File.WriteAllBytesAsync(_files.PathOf("自制.xlsx"), workbook.ToBytes(), Token);

        await _files.RunAsync(Token);

        Assert.Equal("A1", Assert.Single(Hub.Items()).Change.TierLabel.Certificate);
    }

    [Fact]
    public async Task Read_ExampleOverwritten_ComesBackInsteadOfVanishing()
    {
        _files.Export(TemplateFixture.Labels).Add(TemplateFixture.Label("A1")).Set("证书编号或批次", 3, TestWorkbook.Text("A2"));

        await _files.RunAsync(Token);

        var mark = Assert.Single(_files.Returned().Marks());
        Assert.Equal(("标记", 3U), mark.Key);
        Assert.Contains("kit.example_row", mark.Value, StringComparison.Ordinal);
        Assert.Equal((1UL, 1UL), (Hub.Sum.Accepted, Hub.Sum.Held));
    }

    [Fact]
    public async Task Read_FormulaInAListAndBadLine_AreMarkedThere()
    {
        var facet = FacetCatalogue.Find("achievement.conversion")!;
        var change = new SoundContent(new Random(7)).Change(facet, "patent", TemplateFixture.Science);
        var texts = _files.TextsOf(facet, change);
        texts["里程碑"] = "1 | 样机 | 明年 | | 100 | | 多一项";
        _files.Export(facet).Add(texts, _files.TextsOf(facet, new SoundContent(new Random(8)).Change(facet, "patent", TemplateFixture.Science)))
            .Set("里程碑", 5, TestWorkbook.Formula("A1", "x"));

        await _files.RunAsync(Token);

        var marks = _files.Returned().Marks();
        Assert.Contains("kit.date", marks[("里程碑", 4)], StringComparison.Ordinal);
        Assert.Contains("kit.line_parts", marks[("里程碑", 4)], StringComparison.Ordinal);
        Assert.Contains("kit.cell_formula", marks[("里程碑", 5)], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> With(string certificate, string column, string text) => new(TemplateFixture.Label(certificate)) { [column] = text };

    public void Dispose() => _files.Dispose();
}
