using DataBus.Adapters;
using DataBus.Client;
using DataBus.Tests.Adapters.Databases;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>
/// A fifth bureau, connected by YAML alone: the housing fund gives a read-only MariaDB view without a version. Its declaration
/// is the one of docs/connect.zh-CN.md; the hub is the real one.
/// </summary>
public sealed class HousingFundTests(DatabaseServers servers) : IAsyncLifetime
{
    private const string Source = "housing-fund.opening-steps";
    private const string View = "CREATE OR REPLACE VIEW opening_view AS SELECT case_no AS 办件号, uscc AS 统一社会信用代码, corp AS 企业名称, "
        + "state AS 状态, accepted AS 受理时间, done AS 办结时间, {0}, branch AS 网点, clerk AS 经办人 FROM opening";

    private readonly string _config = Path.GetTempFileName();
    private TestDatabase _fund = null!;
    private HubFixture _hub = null!;
    private DataBusClient _operator = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fund = await servers.MariaDbAsync();
        _hub = await HubFixture.StartAsync();
        _operator = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString(), Role = CallerRole.Operator, Actor = "李**" });
        _fund.Execute("CREATE TABLE opening (case_no VARCHAR(20) PRIMARY KEY, uscc CHAR(18), corp VARCHAR(100) CHARACTER SET gbk, state VARCHAR(20), "
            + "accepted DATETIME, done DATETIME, due DATE, branch VARCHAR(50), clerk VARCHAR(20))");
        Show("due AS 承诺办结日");
        await DeclareAsync();
    }

    [Fact]
    public async Task Run_View_PushesWhatIsThereThenOnlyWhatChanged()
    {
        Put(1, 60);
        _fund.Execute("UPDATE opening SET accepted = '0000-00-00 00:00:00', due = '0000-00-00', state = '未申请' WHERE case_no = 'JN0007'");

        Assert.Equal(0, await RunAsync());
        Assert.Equal(0, await RunAsync());
        _fund.Execute("UPDATE opening SET state = '已办结', done = '2026-11-20 16:30:00' WHERE case_no = 'JN0003'");
        Put(61, 61);
        Assert.Equal(0, await RunAsync());

        var passes = (await _operator.Operations.ListPassesAsync(Source, cancellationToken: Token)).Passes;
        var done = await StepAsync("JN0003");
        Assert.Equal([(2UL, 59UL), (60UL, 0UL)], passes.Select(pass => (pass.Tallies.Accepted, pass.Tallies.Unchanged)));
        Assert.Equal(("HOUSING_FUND", "COMPLETED", "示例企业3", "2026-12-01"), (done.Step, done.Status, done.Name, done.DueOn));
        Assert.Equal(new DateTime(2026, 11, 20, 8, 30, 0, DateTimeKind.Utc), done.CompletedAt.ToDateTime());
        Assert.Equal(("NOT_STARTED", null, ""), ((await StepAsync("JN0007")).Status, (await StepAsync("JN0007")).AcceptedAt, (await StepAsync("JN0007")).DueOn));
    }

    [Fact]
    public async Task Run_RowsAreGone_AreDeletedAfterTwoReadingsAndManyWaitForPeople()
    {
        Put(1, 60);
        await RunAsync();
        _fund.Execute("DELETE FROM opening WHERE case_no = 'JN0005'");

        await RunAsync();
        var afterOne = await LiveAsync();
        await RunAsync();
        var afterTwo = await LiveAsync();
        _fund.Execute("DELETE FROM opening WHERE case_no > 'JN0030'");
        await RunAsync();
        await RunAsync();
        var afterMany = await LiveAsync();
        Put(5, 5);
        await RunAsync();

        Assert.Equal((60, 59, 59, 60), (afterOne, afterTwo, afterMany, await LiveAsync()));
        var held = Assert.Single((await _operator.Desk.ListFailedAsync(new ListFailedRequest(), Token)).Items);
        Assert.Contains(held.Violations, violation => violation.MessageEn.Contains("lack 30 addresses", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("due AS 约定办结日", "; 新增列 约定办结日")]
    [InlineData("due AS 承诺办结日, branch AS 备注", "新增列 备注")]
    [InlineData("DATE_FORMAT(due, '%d.%m.%Y') AS 承诺办结日", "列 承诺办结日 的写法变了")]
    public async Task Run_ViewWasAltered_PausesBeforeARowIsHeldAndGoesOnWhenMended(string column, string reason)
    {
        Put(1, 30);
        await RunAsync();
        Show(column);
        Put(31, 31);

        Assert.Equal(5, await RunAsync());
        var paused = await StateAsync();
        Show("due AS 承诺办结日");
        Assert.Equal(5, await RunAsync());
        await _operator.Operations.ResumeSourceAsync(Source, "视图已改回", Token);
        Assert.Equal(0, await RunAsync());

        Assert.True(paused.Paused);
        Assert.Contains(reason, paused.PausedReason, StringComparison.Ordinal);
        Assert.Equal((31UL, 0UL, false), ((await StateAsync()).Tallies.Accepted, (await StateAsync()).OpenFailed, (await StateAsync()).Paused));
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(_config);
        _operator?.Dispose();
        if (_hub is not null)
            await _hub.DisposeAsync();
        _fund?.Dispose();
    }

    // As the page has it, but for the way to the server.
    private async Task DeclareAsync()
    {
        var page = await File.ReadAllTextAsync(Repository.Path("docs", "connect.zh-CN.md"), Token);
        var yaml = page.Split("```yaml\n")[1].Split("```")[0];
        Environment.SetEnvironmentVariable("FUND_HOST", $"{servers.MariaDbFolder}/socket");
        Environment.SetEnvironmentVariable("FUND_PASSWORD", "geheim");
        var database = _fund.Connection.Split("Database=")[1];
        await File.WriteAllTextAsync(_config, yaml.Replace("Database=fund", $"Database={database};Protocol=Unix", StringComparison.Ordinal), Token);
    }

    private Task<int> RunAsync() => AdapterHost.RunAsync(["--hub", _hub.Grpc.ToString(), "--config", _config, "--once"]);

    private void Show(string due) => _fund.Execute(string.Format(System.Globalization.CultureInfo.InvariantCulture, View, due));

    private void Put(int from, int to) => _fund.Execute("INSERT INTO opening VALUES " + string.Join(", ", Enumerable.Range(from, to - from + 1)
        .Select(i => $"('JN{i:D4}', NULL, '示例企业{i}', '办理中', '2026-11-18 09:00:00', NULL, '2026-12-01', '津南网点', '张三')")));

    private async Task<OpeningStep> StepAsync(string number)
    {
        var key = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"一网通办:{number}" };
        return Assert.Single((await _operator.Query.GetEntityAsync(key, Token)).Entity.Facets).Change.OpeningStep;
    }

    private async Task<int> LiveAsync() => (int)(await StateAsync()).LiveAddresses;

    private async Task<SourceState> StateAsync() =>
        (await _operator.Operations.ListSourcesAsync(Token)).Sources.Single(source => source.Source == Source);
}
