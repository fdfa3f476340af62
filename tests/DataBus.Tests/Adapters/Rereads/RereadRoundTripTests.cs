using DataBus.Adapters;
using DataBus.Tests.Adapters.Databases;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Rereads;

/// <summary>A database whose mapping was wrong, mended, and read again: with the real hub and the real kit.</summary>
public sealed class RereadRoundTripTests : IAsyncLifetime
{
    private const string Source = "science.tier-labels";

    private readonly string _folder = Directory.CreateTempSubdirectory("databus-reread-").FullName;
    private readonly SqliteDatabase _database = new();
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _database.Execute("CREATE TABLE labels (id INTEGER PRIMARY KEY, version INTEGER, uscc TEXT, level TEXT, certificate TEXT)");
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("version: version")]
    [InlineData("")]
    public async Task MappingMended_ReadAgain_SettlesAndLeavesThePositionAlone(string settings)
    {
        _database.Execute("INSERT INTO labels VALUES (1, 10, '91120112712847285B', '国家', 'A1'), (2, 11, '91120112712847285B', '国', 'A2'), (3, 12, '无', '国', 'A3')");
        await DeclareAsync(settings, "国家: NATIONAL");
        var held = await HeldAsync();
        Assert.Equal(2, held.Count);
        var before = await PositionAsync();
        await Desk.RereadFailedAsync(
            new RereadFailedRequest { Items = { held.Select(id => new FailedRef { Id = id }) }, Reason = "映射已改" }, HubFixture.Caller(isOperator: true, actor: "王**"), cancellationToken: Token);

        // One row's code is known now, and the row without a number gets the bureau's own.
        await DeclareAsync(settings, "国家: NATIONAL, 国: NATIONAL", ", {scheme: local, template: '{$source}:{id}'}");

        Assert.Empty(await HeldAsync());
        Assert.Equal(before, await PositionAsync());
        _database.Execute("INSERT INTO labels VALUES (4, 13, '91120112712847285B', '国家', 'A4')");
        await RunAsync();
        Assert.Equal(4UL, (await SourceAsync()).LiveAddresses);
    }

    private async Task DeclareAsync(string settings, string levels, string key = "")
    {
        const string Declaration = """
            sources:
              - source: science.tier-labels
                input:
                  type: sql
                  query: SELECT * FROM labels
                  key: id
                  SETTINGS
                raw: [id, uscc, level, certificate]
                tables: {level: {values: {LEVELS}}}
                facets:
                  - facet: enterprise.tier_label
                    key: [{scheme: uscc, column: uscc, matches: '.{18}'} KEY]
                    fields:
                      code: {value: T1}
                      level: {column: level, convert: [{table: level}]}
                      certificate: certificate
                      valid_from: {value: '2026-01-01'}
                      state: {value: VALID}
            """;
        var text = Declaration.Replace("SETTINGS", settings, StringComparison.Ordinal).Replace("LEVELS", levels, StringComparison.Ordinal)
            .Replace("KEY", key, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder, "adapter.yaml"), text, Token);
        await RunAsync();
    }

    private async Task RunAsync() => Assert.Equal(
        0, await AdapterHost.RunAsync(["--hub", _hub.Grpc.ToString(), "--config", Path.Combine(_folder, "adapter.yaml"), "--db", _database.Connection, "--once"]));

    private async Task<List<ulong>> HeldAsync()
    {
        var open = await Desk.ListFailedAsync(new ListFailedRequest(), HubFixture.Caller(isOperator: true), cancellationToken: Token);
        return [.. open.Items.Select(item => item.Id)];
    }

    private async Task<string> PositionAsync() => (await SourceAsync()).Position;

    private async Task<SourceState> SourceAsync() => (await new OperationsService.OperationsServiceClient(_hub.Channel).ListSourcesAsync(
        new ListSourcesRequest(), HubFixture.Caller(isOperator: true), cancellationToken: Token)).Sources.Single(one => one.Source == Source);
}
