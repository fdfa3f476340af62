using DataBus.SampleBureaus;
using DataBus.Tests.Adapters.Databases;
using DataBus.Tests.Adapters.Samples;

namespace DataBus.Tests.Adapters.Verbs;

/// <summary>Looking at databases and APIs, as at files: check and preview without a hub.</summary>
public sealed class SampleKindsTests(DatabaseServers servers) : IDisposable
{
    private const string Nowhere = "http://127.0.0.1:1";

    private readonly VerbRun _run = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CheckAndPreview_Database_ReadItsFirstRows()
    {
        using var registry = await servers.PostgresAsync();
        registry.Execute("CREATE TABLE registration (id INTEGER PRIMARY KEY, version BIGINT, code VARCHAR(18), name TEXT, established DATE);"
            + "INSERT INTO registration VALUES (1, 5, '91120112712847285B', '示例', '2019-03-01'), (2, 7, '911', '示例二', NULL)");
        Environment.SetEnvironmentVariable("KINDS_PASSWORD", "geheim");
        var connection = registry.Connection.Replace("geheim", "${KINDS_PASSWORD}", StringComparison.Ordinal);
        _run.Put("adapter.yaml", $$"""
            sources:
              - source: market-regulation.registrations
                input: {type: sql, driver: postgresql, connection: '{{connection}}', query: SELECT * FROM registration, version: version, key: id}
                raw: [code]
                facets:
                  - facet: enterprise.registration
                    key: {scheme: uscc, column: code}
                    fields: {name: name, established_on: {column: established, convert: [date]} }
            """);

        await _run.CheckAsync("--config", _run["adapter.yaml"], "--hub", Nowhere);
        await _run.PreviewAsync("--config", _run["adapter.yaml"], "--hub", Nowhere);

        Assert.Contains("✔ 列 columns", _run.Out, StringComparison.Ordinal);
        Assert.Contains("✔ 主体键 keys: 2 行中 1 行正确", _run.Out, StringComparison.Ordinal);
        Assert.Contains("enterprise/uscc/91120112712847285B  enterprise.registration", _run.Out, StringComparison.Ordinal);
        Assert.Contains("\"established_on\": \"2019-03-01\"", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", _run.Out + _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAndPreview_DatabaseThatIsAway_SaySoAndTheCure()
    {
        _run.Put("adapter.yaml", """
            sources:
              - source: a.b
                input: {type: sql, driver: mariadb, connection: 'Server=127.0.0.1;Port=1;User ID=a;Connection Timeout=2', query: SELECT 1, key: id}
                raw: [id]
                facets: {facet: enterprise.registration, key: {scheme: uscc, column: id}, fields: {name: id} }
            """);

        Assert.Equal(1, await _run.CheckAsync("--config", _run["adapter.yaml"], "--hub", Nowhere));
        Assert.Equal(1, await _run.PreviewAsync("--config", _run["adapter.yaml"], "--hub", Nowhere));

        Assert.Contains("✘ 来源 source: The database mysql://127.0.0.1:1/ cannot be read", _run.Out, StringComparison.Ordinal);
        Assert.Contains("→ 核对 connection", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAndPreview_Api_ReadTheFirstPageOfEachFeed()
    {
        using var folder = new TemporaryFolder();
        await using var app = SampleHost.Build(new SampleOptions { Directory = folder.Path, Seed = 7, Once = true });
        await app.StartAsync(Token);
        _run.Put("adapter.yaml", """
            sources:
              - source: ip-center.api
                input: {type: http, feeds: {feed: licences, path: /api/v1/licences, items: items, total: total, mode: full} }
                raw: [id]
                facets:
                  - facet: achievement.licence
                    feed: licences
                    key: {scheme: patent, column: document_number, convert: [document_base]}
                    fields: {filing_number: filing_number}
            """);
        string[] where = ["--config", _run["adapter.yaml"], "--api", app.Urls.Single(), "--hub", Nowhere];

        await _run.CheckAsync(where);
        await _run.PreviewAsync([.. where, "--rows", "3", "--output", "json"]);

        Assert.Contains("✔ 列 columns", _run.Out, StringComparison.Ordinal);
        Assert.Equal(3, _run.Out.Split('\n').Count(line => line.StartsWith("{\"source\":\"ip-center.api\"", StringComparison.Ordinal)));
    }

    public void Dispose() => _run.Dispose();
}
