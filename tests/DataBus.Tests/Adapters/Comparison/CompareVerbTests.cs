using System.Text.Json;
using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Verbs;
using DataBus.V1;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace DataBus.Tests.Adapters.Comparison;

public sealed class CompareVerbTests : IAsyncLifetime
{
    private const string Source = "science.tier-labels";
    private const int RowsPerPush = 5_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("databus-compare-test-").FullName;
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "labels.db");

    private string Declaration => Path.Combine(_folder, "adapter.yaml");

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        await File.WriteAllTextAsync(
            Declaration,
            $$"""
            sources:
              - source: {{Source}}
                input:
                  type: sql
                  query: SELECT id, uscc, code, certificate, valid_from, agency, state FROM labels
                  key: id
                raw: [uscc, code, certificate]
                facets:
                  - facet: enterprise.tier_label
                    key: {scheme: uscc, column: uscc}
                    fields: {code: code, certificate: certificate, valid_from: valid_from, source_agency: agency, state: state}
            """,
            Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task RunAsync_ThreeOf100000RowsBehindTheAdaptersBack_NamesExactlyTheseAndReadsOneHundredth()
    {
        const int Rows = 100_000;
        var contentBytes = await FillAsync(Rows);
        await ExecuteAsync("UPDATE labels SET agency = '背后改动' WHERE id = 4711; DELETE FROM labels WHERE id = 815; "
            + "INSERT INTO labels VALUES (100001, '91120112712847285B', 'T1', 'NEW', '2026-01-01', '区科技局', 'VALID')");

        var (exit, result) = await CompareAsync();

        Assert.Equal(6, exit);
        Assert.Equal(["enterprise/uscc/91120112712847285B enterprise.tier_label T1|C4711"], Names(result, "altered"));
        Assert.Equal(["enterprise/uscc/91120112712847285B enterprise.tier_label T1|NEW"], Names(result, "lacking"));
        Assert.Equal(["enterprise/uscc/91120112712847285B enterprise.tier_label T1|C815"], Names(result, "gone"));
        Assert.InRange(result.GetProperty("bytes_read").GetInt64(), 1, contentBytes / 100);
    }

    [Fact]
    public async Task RunAsync_Mend_PushesTheDifferencesAndDeletesWhatTwoReadingsMiss()
    {
        _ = await FillAsync(100);
        await ExecuteAsync("UPDATE labels SET agency = '背后改动' WHERE id = 47; DELETE FROM labels WHERE id = 15");

        var (first, mended) = await CompareAsync("--mend");
        var (second, again) = await CompareAsync("--mend");
        var (third, _) = await CompareAsync();

        Assert.Equal((0, 0, 0), (first, second, third));
        Assert.Equal(1, mended.GetProperty("mended").GetProperty("accepted").GetInt32());
        Assert.Equal(1, again.GetProperty("mended").GetProperty("deleted").GetInt32());
        var sheets = (await new OperationsService.OperationsServiceClient(_hub.Channel).ListPassesAsync(
            new ListPassesRequest { Source = Source }, HubFixture.Caller(isOperator: true), cancellationToken: Token)).Passes;
        Assert.All(sheets, sheet => Assert.Equal(0, sheet.Difference));
    }

    [Fact]
    public async Task RunAsync_SourceOfFiles_ComparesTheFileThatIsNamedAndLeavesItThere()
    {
        var file = Path.Combine(_folder, "labels_2026-01-01.csv");
        await File.WriteAllTextAsync(file, "uscc,code,certificate,valid_from,agency,state\n91120112712847285B,T1,C1,2026-01-01,区科技局,VALID\n", Token);
        var declaration = (await File.ReadAllTextAsync(Declaration, Token))
            .Replace("type: sql", "type: file", StringComparison.Ordinal)
            .Replace("query: SELECT id, uscc, code, certificate, valid_from, agency, state FROM labels",
                "files: [{pattern: 'labels_(?<as_of>[0-9-]{10})\\.csv', mode: full}]", StringComparison.Ordinal)
            .Replace("key: id\n", "encoding: utf-8\n", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Declaration, declaration, Token);

        var (exit, result) = await CompareAsync("--file", file);

        Assert.Equal(6, exit);
        Assert.Single(Names(result, "lacking"));
        Assert.True(File.Exists(file));
        _ = Assert.Throws<AdapterFileException>(() => CompareOptions.Parse([Source, "--file", "not there"]));
    }

    private async Task<(int Exit, JsonElement Result)> CompareAsync(params string[] more)
    {
        var options = CompareOptions.Parse([Source, "--hub", _hub.Grpc.ToString(), "--config", Declaration, .. File.Exists(Database) ? ["--db", Database] : Array.Empty<string>(), "--json", .. more]);
        var (name, file) = AdapterFiles.Read(options.Run.Configs);
        using var output = new StringWriter();
        var exit = await CompareVerb.RunAsync(options, file, (run, one) => AdapterHost.Build(run, new AdapterSetup(), name, one), output, Token);
        return (exit, JsonDocument.Parse(output.ToString()).RootElement);
    }

    private static string?[] Names(JsonElement result, string property) => [.. result.GetProperty(property).EnumerateArray().Select(name => name.GetString())];

    // The same in the database and in the hub; gives how many bytes the contents have.
    private async Task<long> FillAsync(int rows)
    {
        await ExecuteAsync("CREATE TABLE labels (id INTEGER PRIMARY KEY, uscc TEXT, code TEXT, certificate TEXT, valid_from TEXT, agency TEXT, state TEXT); "
            + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + $"{rows}" + ") "
            + "INSERT INTO labels SELECT i, '91120112712847285B', 'T1', 'C' || i, '2026-01-01', '区科技局', 'VALID' FROM n");
        using var stream = new IntakeService.IntakeServiceClient(_hub.Channel).Push(HubFixture.Caller(source: Source), cancellationToken: Token);
        await stream.RequestStream.WriteAsync(new PushRequest { Open = new Open { Source = Source, Holder = "test" } }, Token);
        var bytes = 0L;
        foreach (var numbers in Enumerable.Range(1, rows).Chunk(RowsPerPush))
        {
            var batch = new Batch { Items = { numbers.Select(number => new PushItem { Change = Label(number) }) } };
            bytes += batch.CalculateSize();
            await stream.RequestStream.WriteAsync(new PushRequest { Batch = batch }, Token);
        }

        await stream.RequestStream.CompleteAsync();
        while (await stream.ResponseStream.MoveNext(Token))
            Assert.True(stream.ResponseStream.Current.Result is null or { Exceptions.Count: 0 });
        return bytes;
    }

    private static Change Label(int number) => new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" },
        TierLabel = new TierLabel { Code = "T1", Certificate = $"C{number}", ValidFrom = "2026-01-01", SourceAgency = "区科技局", State = "VALID" },
    };

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = await command.ExecuteNonQueryAsync(Token);
    }
}
