using DataBus.Adapters;
using DataBus.Adapters.Returns;
using DataBus.Tests.Adapters.Kit.Templates;
using DataBus.Tests.Adapters.Kit.Workbooks;
using DataBus.Tests.Hub.Api;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Returns;

/// <summary>Rows of a bureau that are held, given back, corrected in the workbook, and read again: with the real hub and the real kit.</summary>
public sealed class ReturnRoundTripTests : IAsyncLifetime
{
    private const string Source = "science.tier-labels";
    private const string Uscc = "91120112712847285B";

    private const string Declaration = """
        sources:
          - source: science.tier-labels
            input:
              type: file
              files:
                - {pattern: 'full_(?<as_of>[0-9]{8})\.(csv|xlsx)', mode: full, as_of_format: yyyyMMdd}
              trailer: {marker: '#END', count: 2}
              settle: 0s
            raw: [信用代码, 级别, 证书编号, 有效期, 认定机关]
            tables: {level: {values: {国家: NATIONAL, 市: CITY}}}
            facets:
              - facet: enterprise.tier_label
                key: {scheme: uscc, column: 信用代码}
                fields:
                  code: {value: T1}
                  level: {column: 级别, convert: [{table: level}]}
                  certificate: 证书编号
                  valid_from: {column: 有效期, convert: [date]}
                  source_agency: 认定机关
                  state: {value: VALID}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("databus-round-trip-").FullName;
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    private string Workbook => PathOf("drop/区科技局更正.xlsx");

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        Directory.CreateDirectory(PathOf("drop"));
        await File.WriteAllTextAsync(PathOf("adapter.yaml"), Declaration, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task FiveBadRows_ReturnedAndCorrected_AreSettledByThemselvesAndPublishedOnce(string extension)
    {
        string[][] rows =
        [
            [Uscc, "国家", "A0", "2026-01-01", "区科技局"],
            ["91120112712847285X", "国家", "A1", "2026-01-01", "区科技局"],
            [Uscc, "国", "A2", "2026-01-01", "区科技局"],
            [Uscc, "市", "A3", "去年", "区科技局"],
            [Uscc, "市", "A4", "2026-01-01", new('局', 500)],
            ["", "市", "A5", "2026-01-01", "区科技局"],
        ];
        await DropAsync($"full_20261124.{extension}", rows);
        var held = await HeldAsync();
        Assert.Equal(5, held.Count);

        await ReturnAsync(held, workingDays: 5);
        Assert.Equal(0, await AdapterHost.RunAsync(["return", "--hub", _hub.Grpc.ToString(), "--source", Source, "--out", Workbook]));
        var workbook = FilledTemplate.Open(Workbook);
        Assert.Equal(
            [("信用代码", "A1"), ("信用代码", "A5"), ("有效期", "A3"), ("级别", "A2"), ("认定机关", "A4")],
            workbook.Marks().Keys.Select(mark => (mark.Column, workbook.TextOf("证书编号", mark.Row))).Order());

        Correct(workbook);
        Assert.Equal(0, await RunAsync());

        var states = await StatesAsync(held);
        Assert.All(states, state => Assert.Equal(FailedState.Settled, state));
        Assert.Equal(["CITY A3", "CITY A4", "CITY A5", "NATIONAL A0", "NATIONAL A1", "NATIONAL A2"], await PublishedAsync());
        Assert.Empty(await HeldAsync());

        // The bureau has corrected its own system too: the next full file is newer, and brings nothing new.
        await DropAsync($"full_20261125.{extension}",
            [rows[0], [Uscc, .. rows[1][1..]], [Uscc, "国家", .. rows[2][2..]], [.. rows[3][..3], "2026-01-01", "区科技局"], [.. rows[4][..4], "区科技局"], [Uscc, .. rows[5][1..]]]);
        Assert.Equal(6, (await PublishedAsync()).Length);
        Assert.Empty(await HeldAsync());
        var passes = await new OperationsService.OperationsServiceClient(_hub.Channel).ListPassesAsync(
            new ListPassesRequest { Source = Source }, HubFixture.Caller(isOperator: true), cancellationToken: Token);
        Assert.All(passes.Passes, sheet => Assert.Equal((PassEnd.Whole, 0L), (sheet.End, sheet.Difference)));
    }

    [Fact]
    public async Task CorrectedStillWrong_IsHeldAndNothingIsPublished()
    {
        await DropAsync("full_20261124.csv", [[Uscc, "国", "A2", "2026-01-01", "区科技局"]]);
        var held = await HeldAsync();
        await ReturnAsync(held, workingDays: 0);
        Assert.Equal(0, await AdapterHost.RunAsync(["return", "--hub", _hub.Grpc.ToString(), "--source", Source, "--out", Workbook]));
        FilledTemplate.Open(Workbook).Set("级别", 2, TestWorkbook.Text("中"));

        Assert.Equal(0, await RunAsync());

        Assert.Empty(await PublishedAsync());
        Assert.Contains(FailedState.Returned, await StatesAsync(held));
    }

    [Fact]
    public async Task Return_NothingIsReturned_SaysSoAndWritesNoFile()
    {
        await DropAsync("full_20261124.csv", [[Uscc, "国", "A2", "2026-01-01", "区科技局"]]);

        Assert.Equal(3, await AdapterHost.RunAsync(["return", "--hub", _hub.Grpc.ToString(), "--source", Source, "--out", Workbook]));
        Assert.Equal(3, await AdapterHost.RunAsync(["return", "--hub", _hub.Grpc.ToString(), "--source", "no.such", "--out", Workbook]));

        Assert.False(File.Exists(Workbook));
    }

    [Fact]
    public async Task Return_WrongOptions_AreAllNamed()
    {
        await File.WriteAllTextAsync(PathOf("there.xlsx"), "", Token);

        Assert.Equal(2, await AdapterHost.RunAsync(["return", "--source", "x", "--out", PathOf("there.xlsx"), "--job", "x", "--odd", "1"]));
        Assert.Equal(7, await AdapterHost.RunAsync(["return", "--source", Source, "--out", Workbook, "--hub", "http://127.0.0.1:9"]));
    }

    [Fact]
    public async Task MappingMended_ReadAgain_SettlesAlsoWhatGetsAnotherInstance()
    {
        await DropAsync("full_20261124.csv", [[Uscc, "国家", "A0", "2026-01-01", "区科技局"], [Uscc, "国", "A1", "2026-01-01", "区科技局"], [Uscc, "省", "A2", "2026-01-01", "区科技局"]]);
        var held = await HeldAsync();
        Assert.Equal(2, held.Count);
        await File.WriteAllTextAsync(PathOf("adapter.yaml"), Declaration.Replace("国家: NATIONAL,", "国家: NATIONAL, 国: NATIONAL,", StringComparison.Ordinal)
            .Replace("certificate: 证书编号", "certificate: {template: '证{证书编号}'}", StringComparison.Ordinal), Token);
        var asked = await Desk.RereadFailedAsync(
            new RereadFailedRequest { Items = { held.Select(id => new FailedRef { Id = id }) }, Reason = "代码表已补" }, HubFixture.Caller(isOperator: true, actor: "王**"), cancellationToken: Token);
        Assert.All(asked.Results, result => Assert.Equal("reread_asked", result.Result));

        Assert.Equal(0, await RunAsync());

        Assert.Equal(["NATIONAL A0", "NATIONAL 证A1"], await PublishedAsync());
        var states = await StatesAsync(held);
        Assert.Equal((FailedState.Settled, FailedState.Held), (states[0], states[1]));
        var still = await Desk.GetFailedAsync(new GetFailedRequest { Id = held[1] }, HubFixture.Caller(isOperator: true, actor: "王**"), cancellationToken: Token);
        Assert.Equal(["held", "reread_asked", "reread"], still.History.Select(act => act.Act));
        Assert.Empty(await RereadsAsync());
    }

    private async Task<List<Reread>> RereadsAsync()
    {
        using var call = new IntakeService.IntakeServiceClient(_hub.Channel).ListRereads(new ListRereadsRequest { Source = Source }, HubFixture.Caller(source: Source), cancellationToken: Token);
        var rereads = new List<Reread>();
        while (await call.ResponseStream.MoveNext(Token))
            rereads.AddRange(call.ResponseStream.Current.Rereads);
        return rereads;
    }

    // By the numbers of the rows, as a person finds them.
    private static void Correct(FilledTemplate workbook)
    {
        foreach (var (column, row) in workbook.Marks().Keys)
        {
            workbook.Set(column, row, TestWorkbook.Text(column switch
            {
                "信用代码" => Uscc,
                "级别" => "国家",
                "有效期" => "2026-01-01",
                _ => "区科技局",
            }));
        }
    }

    private async Task DropAsync(string name, string[][] rows)
    {
        string[] header = ["信用代码", "级别", "证书编号", "有效期", "认定机关"];
        string[][] all = [header, .. rows, ["#END", $"{rows.Length}"]];
        if (name.EndsWith(".csv", StringComparison.Ordinal))
            await File.WriteAllLinesAsync(PathOf($"drop/{name}"), all.Select(row => string.Join(',', row)), Token);
        else
            await File.WriteAllBytesAsync(PathOf($"drop/{name}"), new TestWorkbook().Sheet("名单", [.. all.Select(row => TestWorkbook.Row(row))]).ToBytes(), Token);
        Assert.Equal(0, await RunAsync());
    }

    private Task<int> RunAsync() =>
        AdapterHost.RunAsync(["--hub", _hub.Grpc.ToString(), "--config", PathOf("adapter.yaml"), "--drop", PathOf("drop"), "--once"]);

    private async Task<List<ulong>> HeldAsync()
    {
        var open = await Desk.ListFailedAsync(new ListFailedRequest(), HubFixture.Caller(isOperator: true), cancellationToken: Token);
        return [.. open.Items.Select(item => item.Id)];
    }

    private async Task ReturnAsync(List<ulong> ids, uint workingDays)
    {
        var request = new ReturnFailedRequest { Items = { ids.Select(id => new FailedRef { Id = id }) }, Reason = "请核对", WorkingDays = workingDays };
        var returned = await Desk.ReturnFailedAsync(request, HubFixture.Caller(isOperator: true, actor: "王**"), cancellationToken: Token);
        Assert.All(returned.Results, result => Assert.Equal("returned", result.Result));
    }

    private async Task<List<FailedState>> StatesAsync(List<ulong> ids)
    {
        var states = new List<FailedState>();
        foreach (var id in ids)
            states.Add((await Desk.GetFailedAsync(new GetFailedRequest { Id = id }, HubFixture.Caller(isOperator: true, actor: "王**"), cancellationToken: Token)).Item.State);
        return states;
    }

    // Each label as often as it was published: with its history, so that a second publication shows.
    private async Task<string[]> PublishedAsync()
    {
        var frames = await _hub.FollowAsync(
            new SubscribeRequest { Facets = { "enterprise.tier_label" } }, SubscribeResponse.MarkOneofCase.CaughtUp);
        return
        [
            .. frames.SelectMany(frame => frame.Changes).Where(change => change.TierLabel is not null)
                .Select(change => $"{change.TierLabel.Level} {change.TierLabel.Certificate}{(change.Hub.Replaces == 0 ? "" : " again")}").Order(StringComparer.Ordinal),
        ];
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
