using System.Globalization;
using DataBus.Cli;
using DataBus.Cli.Mirror;
using DataBus.Client;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Cli.Mirror;

/// <summary><c>databus mirror</c> into SQLite, from the real hub.</summary>
public sealed class MirrorTests : IAsyncLifetime
{
    private const string Platforms = "science.platforms";
    private const string Registrations = "market-regulation.registrations";
    private const string Events = "ip-center.api";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"databus-mirror-{Guid.NewGuid():N}.db");
    private HubFixture _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _client = ClientOf(_hub);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task RunAsync_UpsertsDeletesEventsAndPending_IsTheHubs()
    {
        var registration = Sound.Registration;
        registration.Capital = new Capital { Amount = "12345678901234.123456", Unit = "元", Currency = "CNY" };
        await PushAsync(_client, Registrations, Sound.Of(registration));
        await PushAsync(_client, Events, Samples.Event("1", 1), Samples.Event("2", 2));
        await PushAsync(_client, Platforms, Platform(1, "甲"), Platform(2, "乙"));
        await MirrorAsync(_client);
        registration.EstablishedOn = "2019-13-01";
        await PushAsync(_client, Registrations, Sound.Of(registration));
        await PushAsync(_client, Platforms, Platform(2, "乙二"), Gone(1), Platform(3, "丙"));

        await MirrorAsync(_client);

        await AssertIsHubsAsync(_client);
        Assert.Equal([["12345678901234.123456", 1L, Registrations]], Rows("SELECT capital_amount, pending, source FROM enterprise_registration"));
        Assert.Equal([["乙二"], ["丙"]], Rows("SELECT name FROM platform_profile ORDER BY revision"));
        Assert.Equal([["1"], ["2"]], Rows("SELECT event_id FROM achievement_legal_event ORDER BY revision"));
        Assert.Equal(
            [[$"platform/local/{Platforms}:2", "upsert"], [$"platform/local/{Platforms}:1", "delete"], [$"platform/local/{Platforms}:3", "upsert"]],
            Rows("SELECT key, op FROM databus_change WHERE table_name = 'platform_profile' ORDER BY id DESC LIMIT 3").AsEnumerable().Reverse());
    }

    [Fact]
    public async Task RunAsync_EndedInTheMiddleTwentyTimes_MissesAndRepeatsNothing()
    {
        var random = new Random(7);
        for (var round = 1; round <= 20; round++)
        {
            for (var n = 1; n <= 5; n++)
                await PushAsync(_client, Platforms, random.Next(4) == 0 ? Gone(n) : Platform(n, $"平台 {round} {n}"));
            await Assert.ThrowsAsync<InvalidOperationException>(() => MirrorAsync(_client, new EndingTime(random.Next(1, 3))));
            // Some rounds go through, so that later ones end behind a bookmark and not only in the first snapshot.
            if (random.Next(2) == 0)
                await MirrorAsync(_client);
        }

        await MirrorAsync(_client);

        await AssertIsHubsAsync(_client);
        Assert.Empty(Rows("SELECT revision FROM databus_change GROUP BY revision, table_name, key, instance, event_id HAVING count(*) > 1"));
    }

    [Fact]
    public async Task RunAsync_BookmarkOfAnotherHub_ReadsAgainAndSweeps()
    {
        await PushAsync(_client, Platforms, Platform(1, "甲"), Platform(2, "乙"));
        await MirrorAsync(_client);
        await using var other = await HubFixture.StartAsync();
        using var client = ClientOf(other);
        await PushAsync(client, Platforms, Platform(2, "另一"));

        await MirrorAsync(client);

        await AssertIsHubsAsync(client);
        Assert.Equal([["另一"]], Rows("SELECT name FROM platform_profile"));
        Assert.Equal([["delete"]], Rows($"SELECT op FROM databus_change WHERE key = 'platform/local/{Platforms}:1' ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task RunAsync_ContractHasANewColumn_AddsAndFillsIt()
    {
        await PushAsync(_client, Platforms, Platform(1, "甲"));
        await MirrorAsync(_client);
        Rows("ALTER TABLE platform_profile DROP COLUMN name");

        await MirrorAsync(_client);

        Assert.Equal([["甲"]], Rows("SELECT name FROM platform_profile"));
    }

    [Theory]
    [InlineData("ALTER TABLE platform_profile DROP COLUMN name; ALTER TABLE platform_profile ADD COLUMN name INTEGER", "name")]
    [InlineData("UPDATE databus_mirror SET scope = 'platform'", "platform")]
    public async Task RunAsync_AnotherSchema_SaysSo(string sql, string named)
    {
        await MirrorAsync(_client);
        Rows(sql);

        var refused = await Assert.ThrowsAsync<CliException>(() => MirrorAsync(_client));

        Assert.Equal(ExitCodes.Conflict, refused.ExitCode);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AsCommand_EndsOnceCaughtUp()
    {
        await PushAsync(_client, Platforms, Platform(1, "甲"));
        string[] args = ["mirror", "--to", $"sqlite:{_file}", "--kind", "platform", "--once", "--hub", _hub.Grpc.ToString()];

        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(args));
        Assert.Equal([["甲"]], Rows("SELECT name FROM platform_profile"));
        Assert.Equal(ExitCodes.Usage, await CliApplication.RunAsync(["mirror", "--to", "oracle:x", "--hub", _hub.Grpc.ToString()]));
    }

    private async Task MirrorAsync(DataBusClient client, TimeProvider? time = null) =>
        await new MirrorRun(client, new Texts(chinese: false), time ?? TimeProvider.System).RunAsync(_file, [], [], once: true, Token);

    private async Task AssertIsHubsAsync(DataBusClient client)
    {
        var atHub = new List<string>();
        foreach (var kind in new[] { Kind.Enterprise, Kind.Platform, Kind.Achievement })
        {
            await foreach (var entity in client.Query.ListAllEntitiesAsync(kind, cancellationToken: Token))
                atHub.AddRange(entity.Facets.Select(facet => $"{FacetCatalogue.Of(facet.Change)!.Name} {KeyText.Format(facet.Change.Key)} {facet.Revision}"));
        }

        var mirrored = MirrorTable.For([Kind.Enterprise, Kind.Platform, Kind.Achievement], []).SelectMany(table =>
            Rows($"SELECT key_kind, key_scheme, key_value, revision FROM {table.Name}").Select(row => $"{table.Facet.Name} {row[0]}/{row[1]}/{row[2]} {row[3]}"));
        Assert.NotEmpty(atHub);
        Assert.Equal(atHub.Order(StringComparer.Ordinal), mirrored.Order(StringComparer.Ordinal));
    }

    private List<object?[]> Rows(string sql)
    {
        using var session = new SqliteSession(_file);
        return session.Rows(sql);
    }

    private static DataBusClient ClientOf(HubFixture hub) => new(new DataBusOptions { Hub = hub.Grpc.ToString() });

    private async Task PushAsync(DataBusClient client, string source, params Change[] changes) => await client.PushOnceAsync(
        new PushOnceRequest { Source = source, Holder = "test", Items = { changes.Select((change, at) => new PushItem { Change = change, Row = (ulong)at + 1 }) } }, Token);

    private static Change Platform(int number, string name)
    {
        var profile = Sound.Platform;
        profile.Kind = "incubator";
        profile.Name = name;
        return new Change { Key = KeyOf(number), PlatformProfile = profile };
    }

    private static Change Gone(int number) => new() { Key = KeyOf(number), Tombstone = new Tombstone { Facet = "platform.profile" } };

    private static Key KeyOf(int number) => new() { Kind = Kind.Platform, Scheme = "local", Value = string.Create(CultureInfo.InvariantCulture, $"{Platforms}:{number}") };

    // The clock is asked for each row written, inside the transaction: there the run ends as if it were killed.
    private sealed class EndingTime(int calls) : TimeProvider
    {
        private int _left = calls;

        public override DateTimeOffset GetUtcNow() => --_left > 0 ? base.GetUtcNow() : throw new InvalidOperationException("Killed.");
    }
}
