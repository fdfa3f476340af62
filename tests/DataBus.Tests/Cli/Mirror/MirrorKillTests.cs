using System.Diagnostics;
using System.Globalization;
using DataBus.Cli;
using DataBus.Tests.Adapters.Databases;
using DataBus.Tests.Hub.Api;
using DataBus.V1;

namespace DataBus.Tests.Cli.Mirror;

/// <summary>
/// <c>databus mirror</c> as the process that it is, killed at random moments while the hub takes changes and deletes. The environment's
/// <c>DATABUS_MIRROR_KILLS</c> says how often, for each database.
/// </summary>
public sealed class MirrorKillTests(DatabaseServers servers) : IAsyncLifetime
{
    private const int DefaultKills = 4;
    private const int Platforms = 300;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Random _random = new();
    private HubFixture _fixture = null!;
    private MirrorHub _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("DATABUS_MIRROR_KILLS") ?? $"{DefaultKills}", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        _fixture = await HubFixture.StartAsync();
        _hub = new MirrorHub(_fixture.Grpc.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _hub.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public Task Kill_MirrorIntoSqlite_TablesAreTheHubs() => KillAsync(new MirrorDatabase(new SqliteDatabase()));

    [Fact]
    public async Task Kill_MirrorIntoPostgres_TablesAreTheHubs() => await KillAsync(new MirrorDatabase(await servers.PostgresAsync()));

    [Fact]
    public async Task Kill_MirrorIntoMariaDb_TablesAreTheHubs() => await KillAsync(new MirrorDatabase(await servers.MariaDbAsync()));

    private async Task KillAsync(MirrorDatabase database)
    {
        using var owned = database;
        await _hub.PushAsync(MirrorHub.Platforms, Change());
        await _hub.MirrorAsync(database);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var mirror = DatabusProcess.Start(Arguments(database));
            try
            {
                // Mostly while it writes, now and then while it begins.
                if (kill % 4 < 3)
                    await PushUntilWrittenAsync(database);
                await PushForAsync(TimeSpan.FromMilliseconds(_random.Next(1_000)));
            }
            finally
            {
                mirror.Kill();
                await mirror.WaitForExitAsync(CancellationToken.None);
            }
        }

        var last = await DatabusProcess.RunAsync([.. Arguments(database), "--once"]);
        var check = await DatabusProcess.RunAsync(["mirror", "check", "--to", database.Target, "--contents", "--hub", _hub.Url]);

        Assert.True(last.Exit == ExitCodes.Ok, last.Errors);
        Assert.True(check.Exit == ExitCodes.Ok, check.Output + check.Errors);
        await _hub.AssertIsMirroredAsync(database);
        Assert.Empty(database.Rows("SELECT revision FROM databus_change GROUP BY revision, table_name, \"key\", instance, event_id HAVING count(*) > 1"));
    }

    private string[] Arguments(MirrorDatabase database) => ["mirror", "--to", database.Target, "--hub", _hub.Url];

    private async Task PushUntilWrittenAsync(MirrorDatabase database)
    {
        var before = Written(database);
        var began = Stopwatch.StartNew();
        while (Written(database) == before)
        {
            Assert.True(began.Elapsed < _patience, "The mirror wrote nothing.");
            await PushForAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    private static long Written(MirrorDatabase database) =>
        Convert.ToInt64(database.Rows("SELECT max(id) FROM databus_change")[0][0], CultureInfo.InvariantCulture);

    private async Task PushForAsync(TimeSpan time)
    {
        var began = Stopwatch.StartNew();
        while (began.Elapsed < time)
            await _fixture.PushAsync(MirrorHub.Platforms, [.. Enumerable.Range(0, 10).Select(_ => Change()).DistinctBy(change => change.Key)]);
    }

    private Change Change()
    {
        var number = _random.Next(Platforms);
        return _random.Next(4) == 0 ? MirrorHub.Gone(number) : MirrorHub.Platform(number, string.Create(CultureInfo.InvariantCulture, $"平台 {_random.Next()}"));
    }
}
