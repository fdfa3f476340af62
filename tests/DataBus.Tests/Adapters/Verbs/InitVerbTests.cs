using System.Text;
using DataBus.Adapters.Declaration;
using DataBus.SampleBureaus;
using DataBus.Tests.Adapters.Databases;
using DataBus.Tests.Adapters.Kit.Workbooks;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Verbs;

public sealed class InitVerbTests(DatabaseServers servers) : IDisposable
{
    private const string Labels = """
        企业名称,统一社会信用代码,梯度,证书编号（或批次）,有效期起,有效期止,状态,认定机关
        示例企业1,91120112712847285B,高新技术企业,GR2023,2023/11/1,2026年10月31日,有效,天津市科技局
        示例企业2,91120112MA06ABCD18,高企,GR2024,2024/1/1,无,有效,天津市科技局
        #END,2
        """;

    private readonly VerbRun _run = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Init_Csv_ProposesFieldsConvertersAndKeyByNamesAndValues()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await File.WriteAllTextAsync(_run["labels_20261101.csv"], Labels.Replace(',', ';'), Encoding.GetEncoding("GB18030"), Token);

        Assert.Equal(0, await _run.InitAsync(null, "--source", "science.tier-labels", "--file", _run["labels_20261101.csv"]));

        var source = _run.Sound();
        var facet = Assert.Single(source.Facets);
        var input = Assert.IsType<FileInput>(source.Input);
        Assert.Equal(("enterprise.tier_label", "uscc", "统一社会信用代码"), (facet.Facet, facet.Keys[0].Scheme, facet.Keys[0].Value.Column));
        Assert.Equal("梯度 > code tier_code", Text(facet, "code"));
        Assert.Equal("证书编号（或批次） >", Text(facet, "certificate"));
        Assert.Equal("有效期起 > date yyyy/M/d", Text(facet, "valid_from"));
        Assert.Equal("有效期止 > empty 无 > date yyyy年M月d日", Text(facet, "valid_to"));
        Assert.Equal("状态 > code label_state", Text(facet, "state"));
        Assert.Equal(["企业名称"], source.Ignore);
        Assert.Equal(8, source.KnownColumns.Count);
        Assert.Equal((';', "#END", "2026-11-01"), (input.Delimiter, input.Trailer!.Marker, input.Files[0].AsOf("labels_20261101.csv")));
        Assert.Contains("source_agency: 认定机关    # 认定机构; 只是相近, 请核对", _run.Declaration, StringComparison.Ordinal);
        Assert.Contains("check --config", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_Workbook_LooksAtItsFirstSheet()
    {
        var workbook = new TestWorkbook().Sheet(
            "名单", TestWorkbook.Row("统一社会信用代码", "梯度代码", "有效期起"),
            [TestWorkbook.Text("91120112712847285B"), TestWorkbook.Text("高企"), TestWorkbook.Number("45231", TestWorkbook.DateStyle)]);
        await File.WriteAllBytesAsync(_run["名单2026-11-01.xlsx"], workbook.ToBytes(), Token);

        var code = await _run.InitAsync(null, "--source", "science.tier-labels", "--file", _run["名单2026-11-01.xlsx"]);

        var source = _run.Sound();
        Assert.Equal((0, "2026-11-01"), (code, Assert.IsType<FileInput>(source.Input).Files[0].AsOf("名单2026-11-01.xlsx")));
        Assert.Equal("梯度代码 > code tier_code", Text(source.Facets[0], "code"));
        Assert.Equal("有效期起 > date", Text(source.Facets[0], "valid_from"));
    }

    [Fact]
    public async Task Init_MariaDbView_ProposesWhatTheConnectPageHas()
    {
        using var fund = await servers.MariaDbAsync();
        fund.Execute("CREATE TABLE opening (办件号 VARCHAR(20), 统一社会信用代码 CHAR(18), 企业名称 VARCHAR(50), 状态 VARCHAR(20), 受理时间 DATETIME, 承诺办结日 DATE, 应缴金额 DECIMAL(12,2));"
            + "INSERT INTO opening VALUES ('JN1', NULL, '示例', '办理中', '2026-11-18 09:00:00', '0000-00-00', 1), ('JN2', NULL, '示例', '已办结', '2026-11-18 09:30:00', '2026-12-01', 2);"
            + "CREATE VIEW opening_view AS SELECT * FROM opening");
        Environment.SetEnvironmentVariable("INIT_PASSWORD", "geheim");

        var code = await _run.InitAsync(
            null, "--source", "housing-fund.opening-steps", "--driver", "mariadb", "--connection", fund.Connection.Replace("geheim", "${INIT_PASSWORD}", StringComparison.Ordinal),
            "--table", "opening_view", "--key", "办件号");

        var source = _run.Sound();
        var (facet, input) = (Assert.Single(source.Facets), Assert.IsType<SqlInput>(source.Input));
        Assert.Equal((0, "enterprise.opening_step", "办件号", null), (code, facet.Facet, input.Key, input.Version));
        Assert.Equal("SELECT * FROM opening_view", input.Query);
        Assert.Equal(("local", "housing-fund.opening-steps:JN1"), (facet.Keys[0].Scheme, facet.Keys[0].Value.Template!.Fill(_ => "JN1")));
        Assert.Equal("HOUSING_FUND", facet.Fields["step"].Constant);
        Assert.Equal("状态 > code opening_status", Text(facet, "status"));
        Assert.Equal("受理时间 > time", Text(facet, "accepted_at"));
        Assert.Equal("承诺办结日 > empty 0000-00-00 > date", Text(facet, "due_on"));
        Assert.Equal(["应缴金额"], source.Ignore);
        Assert.DoesNotContain("geheim", _run.Declaration, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_JsonApi_ProposesItsFeed()
    {
        using var folder = new TemporaryFolder();
        await using var app = SampleHost.Build(new SampleOptions { Directory = folder.Path, Seed = 7, Once = true });
        await app.StartAsync(Token);

        var code = await _run.InitAsync(
            null, "--source", "ip-center.api", "--facet", "achievement.licence", "--key", "document_number",
            "--url", $"{app.Urls.Single()}/api/v1/licences?page=1&size=100");

        var feed = Assert.Single(Assert.IsType<HttpInput>(_run.Sound().Input).Feeds);
        Assert.Equal((0, "licences", "/api/v1/licences", "items", "total", "size", 100), (code, feed.Feed, feed.Path, feed.Items, feed.Total, feed.SizeParameter, feed.Size));
        Assert.Equal("patent", _run.Sound().Facets[0].Keys[0].Scheme);
        Assert.Contains($"--api {app.Urls.Single()}", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_AtATerminal_AsksForWhatIsMissingAndTakesItsProposals()
    {
        var file = _run.Put("labels.csv", Labels);

        // A wrong source is asked for again; facet and key are proposed.
        var code = await _run.InitAsync($"{file}\nScience\nscience.tier-labels\n\n\n");

        Assert.Equal(0, code);
        Assert.Equal(("science.tier-labels", "enterprise.tier_label"), (_run.Sound().Source, _run.Sound().Facets[0].Facet));
        Assert.Contains("should look like tax.rd-deduction", _run.Error, StringComparison.Ordinal);
        Assert.Contains("[统一社会信用代码]", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--file", "labels.csv", "--source")]
    [InlineData("--source", "science.tier-labels", "--file")]
    [InlineData("--source", "Science", "--source")]
    [InlineData("--facet", "enterprise.nothing", "--facet")]
    [InlineData("--driver", "oracle", "--driver")]
    [InlineData("--colour", "red", "--colour")]
    public async Task Init_WithoutATerminal_NamesTheOptionThatIsMissingOrWrong(string option, string value, string named)
    {
        var path = _run.Put("labels.csv", Labels);

        var error = await Assert.ThrowsAsync<AdapterFileException>(() => _run.InitAsync(null, option, option == "--file" ? path : value));

        Assert.Contains(error.Problems, problem => problem.Path == named);
        Assert.False(File.Exists(_run["adapter.yaml"]));
    }

    [Fact]
    public async Task Init_SourceThatDoesNotAnswer_SaysSoAndWritesNothing()
    {
        var code = await _run.InitAsync(null, "--source", "a.b", "--db", _run.Put("broken.db", "no database"), "--table", "t");

        Assert.Equal(1, code);
        Assert.Contains("cannot be read", _run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_run["adapter.yaml"]));
    }

    public void Dispose() => _run.Dispose();

    private static string Text(FacetDeclaration facet, string field)
    {
        var value = facet.Fields[field];
        return $"{value.Column} > {string.Join(" > ", value.Convert.Select(converter => $"{converter.Name} {string.Join(' ', converter.Arguments)}".TrimEnd()))}".TrimEnd();
    }
}
