using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.IpCenter;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.MarketRegulation;
using DataBus.Adapters.Sources;
using DataBus.Adapters.Sources.Http;
using DataBus.Adapters.Sources.Sql;
using DataBus.Hub.Rules;
using DataBus.SampleBureaus;
using DataBus.SampleBureaus.IpCenter;
using DataBus.SampleBureaus.Live;
using DataBus.Tests.Adapters.Kit;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>The sample bureaus' database and API, read as each bureau's adapter reads them, into a hub in memory.</summary>
public sealed class SampleSystemsTests : IDisposable
{
    private static readonly RuleSet _rules = RuleSet.OfTheContract;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeHub _hub = new();
    private readonly SampleOptions _options;

    public SampleSystemsTests() => _options = new SampleOptions { Directory = _folder.Path, Seed = 7, Once = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_Registry_PushesEveryRegistrationInVersionOrder()
    {
        new BureauBooks(_options).Publish();

        await SourceDriver.RunAsync(Registry(), _hub, Token);

        var versions = _hub.Items().Where(item => item.Change is not null).Select(item => item.Change.SourceVersion.Sequence).ToList();
        Assert.Equal(802, _hub.Items().Count());
        Assert.Equal(versions.Order(), versions);
        Assert.Equal(3UL, _hub.Sum.Held);
    }

    [Fact]
    public async Task ReadAsync_RegistryThatLives_PushesOnlyWhatChanged()
    {
        var books = new BureauBooks(_options);
        books.Publish();
        await SourceDriver.RunAsync(Registry(), _hub, Token);

        var changed = new RegistryChurn(books, _options.Seed).Change(1, new DateTime(2026, 11, 24));
        await SourceDriver.RunAsync(Registry(), _hub, Token);

        Assert.Equal(802 + changed, _hub.Items().Count());
    }

    [Fact]
    public async Task ReadAsync_Registry_GivesHistoryAndNoPlainName()
    {
        new BureauBooks(_options).Publish();

        await SourceDriver.RunAsync(Registry(), _hub, Token);

        var registrations = _hub.Items().Where(item => item.Change is not null).Select(item => item.Change.Registration).ToList();
        var sent = string.Concat(_hub.Items().Select(item => item.ToString() + item.Raw.ToStringUtf8()));
        Assert.Contains(registrations, registration => registration.StateHistory.Count == 2);
        Assert.Contains(registrations, registration => registration.Changes.Any(change => change.Item == "法定代表人变更"));
        Assert.DoesNotMatch("(张|王|李|赵|刘|陈|杨|黄|欧阳|司徒|诸葛|上官)(示例|样本|虚构)|JOHN", sent);
    }

    [Fact]
    public async Task ReadAsync_Api_PushesEveryFeedWithOneBadItemAtMost()
    {
        await using var app = SampleHost.Build(_options);
        await app.StartAsync(Token);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        await SourceDriver.RunAsync(Api(http), _hub, Token);

        var events = app.Services.GetRequiredService<BureauBooks>().Events.Items;
        var held = _hub.Items().Where(item => _rules.Check(item.Change).Holds).Select(item => item.Change).ToList();
        var books = app.Services.GetRequiredService<BureauBooks>();
        Assert.Equal([PassMode.Full, PassMode.Changes, PassMode.Full, PassMode.Changes], _hub.Passes.Select(pass => pass.Pass.Mode));
        Assert.True(_hub.Passes[0].Pass.Close.ProvenComplete);
        Assert.Equal(LicenceMaker.Count + events.Count + PledgeMaker.Count + books.Transfers.Items.Count, _hub.Items().Count());
        Assert.All(_hub.Items(), item => Assert.DoesNotContain(item.Violations, violation => violation.Severity == Severity.Error));
        Assert.Equal(["ZZ99"], held.Where(change => change.LegalEvent is not null).Select(change => change.LegalEvent.Code));
        Assert.Single(held, change => change.Licence is not null);
        Assert.Single(held, change => change.Pledge is not null);
        Assert.Equal(3, held.Count);
        Assert.NotEmpty(books.Transfers.Items);
        Assert.DoesNotMatch("(张|王|李|赵|刘|陈|杨|黄|欧阳|司徒|诸葛|上官)(示例|样本|虚构)|JOHN", string.Concat(_hub.Items().Select(item => item.ToString())));
    }

    [Fact]
    public async Task ReadAsync_ApiThatLives_PublishesOnlyWhatIsNew()
    {
        await using var app = SampleHost.Build(_options);
        await app.StartAsync(Token);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await SourceDriver.RunAsync(Api(http), _hub, Token);
        var before = _hub.Sum.Accepted;

        new FeedChurn(app.Services.GetRequiredService<BureauBooks>(), 7).Change(10, new DateTime(2026, 11, 24));
        await SourceDriver.RunAsync(Api(http), _hub, Token);

        // Licences are a full list each time, whose rows carry versions of their own; events only those above the last.
        var later = _hub.Passes.Last(pass => pass.Pass.Id.Contains("legal-events", StringComparison.Ordinal)).Pass;
        Assert.Equal((PassMode.Changes, 1UL), (later.Mode, later.Close.RowsRead));
        Assert.Equal(before + 2, _hub.Sum.Accepted);
    }

    private SqlSource Registry()
    {
        var (declared, mapping) = Declared("DataBus.Adapters.MarketRegulation", "market-regulation.registrations");
        var file = Path.Combine(_folder.Path, "market-regulation", "registry.db");
        return new SqlSource(declared, mapping, new SqlTable((SqlInput)declared.Input, new SqliteDriver(file), new ColumnDrift(declared, mapping.Columns, _ => { })), TimeProvider.System);
    }

    private static HttpSource Api(HttpClient http)
    {
        var (declared, mapping) = Declared("DataBus.Adapters.IpCenter", "ip-center.api");
        return new HttpSource(declared, mapping, new FeedReader(http), new FeedDrift(declared, _ => { }), TimeProvider.System);
    }

    private static (SourceDeclaration Declared, RowMapping Mapping) Declared(string project, string source)
    {
        var path = Repository.Path("adapters", project, "adapter.yaml");
        var setup = new AdapterSetup()
            .AddRowMapper<RegistrationMapper>().AddRowMapper<PublicationMapper>()
            .AddConverter("party_name", PartyName.Mask).AddConverter("party_names", PartyName.MaskAll);
        var declared = AdapterFileParser.Parse(path, File.ReadAllText(path)).Sources.Single(each => each.Source == source);
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(setup, problems).Compile(declared, (_, failure) => throw failure);
        Assert.Empty(problems);
        return (declared, mapping);
    }
}
