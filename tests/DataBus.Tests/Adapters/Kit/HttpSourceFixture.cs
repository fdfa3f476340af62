using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Http;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>The IP centre's API with licences and legal events, and the source that walks it.</summary>
internal sealed class HttpSourceFixture : IDisposable
{
    private const string Yaml = """
        sources:
          - source: ip-center.api
            input:
              type: http
              feeds:
                - {feed: licences, path: /licences, items: items, total: total, size: {parameter: size, value: 2}, mode: full}
                - feed: events
                  path: /events
                  items: items
                  total: total
                  size: {parameter: size, value: 2}
                  mode: changes
                  since: {parameter: after, column: sequence}
            raw: [id]
            columns: []
            facets:
              - facet: achievement.licence
                feed: licences
                key: {scheme: patent, column: document, convert: [document_base]}
                fields: {filing_number: id, licensor: licensor.name, patent_numbers: patents}
              - facet: achievement.legal_event
                feed: events
                key: {scheme: patent, column: document, convert: [document_base]}
                version: {column: sequence, as: sequence}
                fields: {event_id: id, document_number: document}
        """;

    private readonly HttpClient _client;

    public HttpSourceFixture()
    {
        _client = new HttpClient(Api) { BaseAddress = new Uri("http://api.test") };
        Api.Lists["/licences"] = [Licence("L1"), Licence("L2"), Licence("L3")];
        Api.Lists["/events"] = [Event(1), Event(2), Event(3)];
    }

    public FakeHub Hub { get; } = new();

    public FakeApi Api { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    /// <summary>The declaration's <c>columns</c>.</summary>
    public string Columns { get; set; } = "";

    /// <summary>Properties that the source was told not to know.</summary>
    public List<string> Unknown { get; } = [];

    public static string Licence(string id, string licensor = "示例高校") =>
        $$"""{"id":"{{id}}","document":"CN102307917B","licensor":{"name":"{{licensor}}"},"patents":["CN102307917B"," CN102307918B ",""]}""";

    public static string Event(int sequence) => $$"""{"id":"E{{sequence}}","sequence":{{sequence}},"document":"CN102307917B"}""";

    /// <summary>A source as a fresh process has it.</summary>
    public HttpSource Source()
    {
        var declared = AdapterFileParser.Parse("test.yaml", Yaml.Replace("columns: []", $"columns: [{Columns}]", StringComparison.Ordinal)).Sources[0];
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(new AdapterSetup(), problems).Compile(declared, (_, e) => throw e);
        Assert.Empty(problems);
        return new HttpSource(declared, mapping, new FeedReader(_client), new FeedDrift(declared, Unknown.AddRange), Time);
    }

    public void Dispose()
    {
        _client.Dispose();
        Api.Dispose();
    }
}
