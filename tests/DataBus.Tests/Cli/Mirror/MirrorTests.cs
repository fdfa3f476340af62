using System.Text.Json;
using DataBus.Cli;
using DataBus.Cli.Mirror;
using DataBus.Cli.Mirror.Check;
using DataBus.Tests.Adapters.Databases;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Cli.Mirror;

/// <summary><c>databus mirror</c> into a real database, from the real hub.</summary>
public abstract class MirrorTests : IAsyncLifetime
{
    private const string Registrations = "market-regulation.registrations";
    private const string Events = "ip-center.api";
    private HubFixture _fixture = null!;

    private protected MirrorHub Hub { get; private set; } = null!;

    private protected MirrorDatabase Database { get; private set; } = null!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Database = new MirrorDatabase(await DatabaseAsync());
        _fixture = await HubFixture.StartAsync();
        Hub = new MirrorHub(_fixture.Grpc.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Hub?.Dispose();
        Database?.Dispose();
        if (_fixture is not null)
            await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RunAsync_UpsertsDeletesEventsAndPending_IsTheHubs()
    {
        var registration = Sound.Registration;
        registration.Capital = new Capital { Amount = "12345678901234.123456", Unit = "元", Currency = "CNY" };
        await Hub.PushAsync(Registrations, Sound.Of(registration));
        await Hub.PushAsync(Events, Samples.Event("1", 1), Samples.Event("2", 2));
        await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(1, "甲"), MirrorHub.Platform(2, "乙"));
        await Hub.MirrorAsync(Database);
        registration.EstablishedOn = "2019-13-01";
        await Hub.PushAsync(Registrations, Sound.Of(registration));
        await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(2, "乙二"), MirrorHub.Gone(1), MirrorHub.Platform(3, "丙"));

        await Hub.MirrorAsync(Database);

        await Hub.AssertIsMirroredAsync(Database);
        Assert.Equal([["12345678901234.123456", 1L, Registrations]], Database.Rows("SELECT capital_amount, pending, source FROM enterprise_registration"));
        Assert.Equal([["乙二"], ["丙"]], Database.Rows("SELECT name FROM platform_profile ORDER BY revision"));
        Assert.Equal([["1"], ["2"]], Database.Rows("SELECT event_id FROM achievement_legal_event ORDER BY revision"));
        Assert.Equal(
            [[$"platform/local/{MirrorHub.Platforms}:2", "upsert"], [$"platform/local/{MirrorHub.Platforms}:1", "delete"], [$"platform/local/{MirrorHub.Platforms}:3", "upsert"]],
            Database.Rows("SELECT \"key\", op FROM databus_change WHERE table_name = 'platform_profile' ORDER BY id DESC LIMIT 3").AsEnumerable().Reverse());
        registration.EstablishedOn = "2019-03-02";
        await Hub.PushAsync(Registrations, Sound.Of(registration));
        await Hub.MirrorAsync(Database);
        Assert.Equal([["2019-03-02", 0L]], Database.Rows("SELECT established_on, pending FROM enterprise_registration"));
        Assert.Empty(Database.Rows("SELECT revision FROM databus_pending"));
    }

    [Fact]
    public async Task RunAsync_EndedInTheMiddleTwentyTimes_MissesAndRepeatsNothing()
    {
        var random = new Random(7);
        for (var round = 1; round <= 20; round++)
        {
            for (var n = 1; n <= 5; n++)
                await Hub.PushAsync(MirrorHub.Platforms, random.Next(4) == 0 ? MirrorHub.Gone(n) : MirrorHub.Platform(n, $"平台 {round} {n}"));
            await Assert.ThrowsAsync<InvalidOperationException>(() => Hub.MirrorAsync(Database, new EndingTime(random.Next(1, 3))));
            // Some rounds go through, so that later ones end behind a bookmark and not only in the first snapshot.
            if (random.Next(2) == 0)
                await Hub.MirrorAsync(Database);
        }

        await Hub.MirrorAsync(Database);

        await Hub.AssertIsMirroredAsync(Database);
        Assert.Empty(Database.Rows("SELECT revision FROM databus_change GROUP BY revision, table_name, \"key\", instance, event_id HAVING count(*) > 1"));
    }

    [Fact]
    public async Task RunAsync_BookmarkOfAnotherHub_ReadsAgainAndSweeps()
    {
        await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(1, "甲"), MirrorHub.Platform(2, "乙"));
        await Hub.MirrorAsync(Database);
        await using var other = await HubFixture.StartAsync();
        using var hub = new MirrorHub(other.Grpc.ToString());
        await hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(2, "另一"));

        await hub.MirrorAsync(Database);

        await hub.AssertIsMirroredAsync(Database);
        Assert.Equal([["另一"]], Database.Rows("SELECT name FROM platform_profile"));
        Assert.Equal([["delete"]], Database.Rows($"SELECT op FROM databus_change WHERE \"key\" = 'platform/local/{MirrorHub.Platforms}:1' ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task RunAsync_ContractHasANewColumn_AddsAndFillsIt()
    {
        await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(1, "甲"));
        await Hub.MirrorAsync(Database);
        Database.Rows("ALTER TABLE platform_profile DROP COLUMN name");

        await Hub.MirrorAsync(Database);

        Assert.Equal([["甲"]], Database.Rows("SELECT name FROM platform_profile"));
    }

    [Theory]
    [InlineData("ALTER TABLE platform_profile DROP COLUMN name; ALTER TABLE platform_profile ADD COLUMN name INTEGER", "name")]
    [InlineData("UPDATE databus_mirror SET scope = 'platform'", "platform")]
    public async Task RunAsync_AnotherSchema_SaysSo(string sql, string named)
    {
        await Hub.MirrorAsync(Database);
        Database.Rows(sql);

        var refused = await Assert.ThrowsAsync<CliException>(() => Hub.MirrorAsync(Database));

        Assert.Equal(ExitCodes.Conflict, refused.ExitCode);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SecondMirrorOfTheSameDatabase_EndsAndSaysSo()
    {
        await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(1, "甲"));
        string[] args = ["mirror", "--to", Database.Target, "--kind", "platform", "--once", "--hub", Hub.Url];
        await using (await Database.OpenAsync())
        {
            Assert.Equal(ExitCodes.Conflict, await CliApplication.RunAsync(args));
        }

        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(args));
        Assert.Equal([["甲"]], Database.Rows("SELECT name FROM platform_profile"));
    }

    [Fact]
    public async Task RunAsync_KeysThatDifferInCaseOrBlanks_AreRowsOfTheirOwn()
    {
        string[] certificates = ["ab", "AB", "ab ", "ä\\b'\""];
        await Hub.PushAsync("science.tier-labels", [.. certificates.Select(certificate => Label(certificate))]);
        await Hub.MirrorAsync(Database);
        await Hub.PushAsync("science.tier-labels", new Change { Key = Sound.Enterprise, Tombstone = new Tombstone { Facet = "enterprise.tier_label", Instance = "T1|AB" } });

        await Hub.MirrorAsync(Database);

        Assert.Equal(
            certificates.Where(certificate => certificate != "AB").Order(StringComparer.Ordinal),
            Database.Rows("SELECT certificate FROM enterprise_tier_label").Select(row => (string)row[0]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Check_EveryFacetKindMirrored_IsEqualToTheLastColumn()
    {
        var facets = SoundFacets.Names.Where(static facet => FacetCatalogue.Find(facet) is { IsClosed: false }).Where(static facet => SoundFacets.OwnerOf(facet) != "hub").ToList();
        foreach (var facet in facets)
            await Hub.PushAsync(SoundFacets.OwnerOf(facet), SoundFacets.Of(facet));
        await Hub.MirrorAsync(Database);

        var (exit, output) = await CheckAsync("--contents");

        Assert.True(exit == ExitCodes.Ok, output);
        using var told = JsonDocument.Parse(output);
        Assert.True(told.RootElement.GetProperty("equal").GetBoolean());
        var kinds = told.RootElement.GetProperty("kinds").EnumerateArray().ToList();
        Assert.True(facets.Count > 30 && kinds.Sum(static kind => kind.GetProperty("rows").GetInt64()) >= facets.Count, output);
        Assert.All(kinds, static kind => Assert.Equal(kind.GetProperty("rows").GetInt64(), kind.GetProperty("contents").GetInt64()));
    }

    [Fact]
    public async Task Check_RowsLostAddedStaleAndEdited_NamesEach()
    {
        await Hub.PushAsync(MirrorHub.Platforms, [.. Enumerable.Range(1, 30).Select(static number => MirrorHub.Platform(number, "甲"))]);
        await Hub.MirrorAsync(Database);
        Database.Rows(string.Join(';',
            $"DELETE FROM platform_profile WHERE key_value = '{MirrorHub.Platforms}:1'",
            $"UPDATE platform_profile SET revision = revision - 1 WHERE key_value = '{MirrorHub.Platforms}:2'",
            $"UPDATE platform_profile SET key_value = '{MirrorHub.Platforms}:99' WHERE key_value = '{MirrorHub.Platforms}:3'",
            $"UPDATE platform_profile SET name = '乙', service_count = '7' WHERE key_value = '{MirrorHub.Platforms}:4'"));

        var (digestExit, byDigest) = await CheckAsync();
        var (exit, output) = await CheckAsync("--contents");

        Assert.Equal((ExitCodes.Partial, ExitCodes.Partial), (digestExit, exit));
        Assert.Equal(["missing 1 ", "missing 3 ", "older 2 ", "surplus 99 "], Differences(byDigest));
        Assert.Equal(["altered 4 name service_count", "missing 1 ", "missing 3 ", "older 2 ", "surplus 99 "], Differences(output));
    }

    [Fact]
    public async Task RunAsync_OldLinesOfTheChangeTable_AreForgotten()
    {
        var keep = new MirrorOptions { KeepChanges = TimeSpan.FromDays(30) };
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(1, "甲"));
        await Hub.MirrorAsync(Database, time);
        time.Advance(TimeSpan.FromDays(29));
        await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(2, "乙"));
        await Hub.MirrorAsync(Database, time, keep);
        Assert.Equal(2L, CountOfChanges());
        time.Advance(TimeSpan.FromDays(2));

        await Hub.MirrorAsync(Database, time);
        Assert.Equal(2L, CountOfChanges());
        await Hub.MirrorAsync(Database, time, keep);

        Assert.Equal([[$"platform/local/{MirrorHub.Platforms}:2"]], Database.Rows("SELECT \"key\" FROM databus_change WHERE table_name = 'platform_profile'"));
    }

    [Fact]
    public async Task Check_HubGoesOnMeanwhile_ComparesAgainUntilItStandsStill()
    {
        var moved = 0;
        var pushing = PushUntilAsync(() => Volatile.Read(ref moved) > 0);
        await using var session = await Database.OpenAsync() ?? throw new InvalidOperationException();
        var run = new MirrorRun(Hub.Client, session, new MirrorOptions { Kinds = [Kind.Platform] }, MirrorDatabase.Texts, TimeProvider.System);
        var check = new MirrorCheck(Hub.Client, session, run, (_, _) =>
        {
            Interlocked.Increment(ref moved);
            return Task.CompletedTask;
        });
        while (Volatile.Read(ref moved) == 0)
            _ = await check.RunAsync(contents: true, Token);
        var pushed = await pushing;

        var verdicts = await check.RunAsync(contents: true, Token);

        var verdict = Assert.Single(verdicts)!;
        Assert.Equal((pushed, 0), (verdict.Rows, verdict.Differences.Count));
    }

    [Fact]
    public async Task RunAsync_WithACondition_HoldsWhatMatchesAndSaysWhatLeft()
    {
        await Hub.PushAsync("science.tier-labels", Label("1"), Label("2"));
        await Hub.PushAsync(MirrorHub.Platforms, Level(1, "CITY"), Level(2, "DISTRICT"), Level(3, "CITY"), Level(4, "CITY"));
        var city = new MirrorOptions { Where = Condition("platform.profile.level = CITY") };
        await Hub.MirrorAsync(Database, options: city);
        Assert.Equal([["1"], ["3"], ["4"]], Numbers());
        await Hub.PushAsync(MirrorHub.Platforms, Level(1, "DISTRICT"), Level(2, "CITY"), MirrorHub.Gone(4), Level(3, "CITY", "改名"));

        await Hub.MirrorAsync(Database, options: city);

        Assert.Equal([["2"], ["3"]], Numbers());
        Assert.Empty(Database.Rows("SELECT key_value FROM enterprise_tier_label"));
        Assert.Equal(
            [["1", "left"], ["2", "upsert"], ["3", "upsert"], ["4", "left"]],
            Database.Rows("SELECT \"key\", op FROM databus_change WHERE table_name = 'platform_profile' ORDER BY id DESC LIMIT 4")
                .Select(static row => (object?[])[((string)row[0]!).Split(':')[1], row[1]]).OrderBy(static row => (string)row[0]!, StringComparer.Ordinal));
    }

    [Fact]
    public async Task RunAsync_AnotherScope_IsRefusedUnlessReadAnew()
    {
        await Hub.PushAsync("science.tier-labels", Label("1"));
        await Hub.PushAsync(MirrorHub.Platforms, Level(1, "CITY"), Level(2, "DISTRICT"));
        await Hub.MirrorAsync(Database);
        var other = new MirrorOptions { Kinds = [Kind.Platform], KeyPrefixes = [new KeyPrefix { Scheme = "local", Value = $"{MirrorHub.Platforms}:2" }] };

        var refused = await Assert.ThrowsAsync<CliException>(() => Hub.MirrorAsync(Database, options: other));
        await Hub.MirrorAsync(Database, options: other with { Anew = true });

        Assert.Equal(ExitCodes.Conflict, refused.ExitCode);
        Assert.Contains("--anew", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"key-prefix=local/{MirrorHub.Platforms}:2", refused.Message, StringComparison.Ordinal);
        Assert.Equal([["2"]], Numbers());
        Assert.Empty(Database.Rows("SELECT key_value FROM enterprise_tier_label"));
        Assert.Equal([["delete"]], Database.Rows("SELECT op FROM databus_change WHERE table_name = 'enterprise_tier_label' ORDER BY id DESC LIMIT 1"));
        Assert.Equal(ExitCodes.Conflict, (await CheckAsync()).Exit);
    }

    private IEnumerable<object?[]> Numbers() => Database.Rows("SELECT key_value FROM platform_profile")
        .Select(static row => (object?[])[((string)row[0]!).Split(':')[1]]).OrderBy(static row => (string)row[0]!, StringComparer.Ordinal);

    private static EntityPredicate Condition(string text) =>
        PredicateText.TryParse(text, out var predicate, out _) ? predicate : throw new ArgumentException("No condition.", nameof(text));

    private static Change Level(int number, string level, string name = "甲")
    {
        var change = MirrorHub.Platform(number, name);
        change.PlatformProfile.Level = level;
        return change;
    }

    private async Task<long> PushUntilAsync(Func<bool> enough)
    {
        var number = 0;
        while (!enough())
            await Hub.PushAsync(MirrorHub.Platforms, MirrorHub.Platform(++number, "甲"));
        return number;
    }

    private async Task<(int Exit, string Output)> CheckAsync(params string[] more)
    {
        using var output = new StringWriter();
        var exit = await CliApplication.RunAsync(["mirror", "check", "--to", Database.Target, "--output", "json", "--hub", Hub.Url, .. more], new Terminal(TextReader.Null, output, TextWriter.Null, IsInteractive: false));
        return (exit, output.ToString());
    }

    private static IEnumerable<string> Differences(string output)
    {
        using var told = JsonDocument.Parse(output);
        return [.. told.RootElement.GetProperty("kinds").EnumerateArray().SelectMany(static kind => kind.GetProperty("differences").EnumerateArray())
            .Select(static row => $"{row.GetProperty("what").GetString()} {row.GetProperty("key").GetString()!.Split(':')[1]} {string.Join(' ', row.GetProperty("columns").EnumerateArray())}")
            .Order(StringComparer.Ordinal)];
    }

    private object? CountOfChanges() => Database.Rows("SELECT count(*) FROM databus_change WHERE table_name = 'platform_profile'")[0][0];

    private protected abstract Task<TestDatabase> DatabaseAsync();

    private static Change Label(string certificate)
    {
        var label = Sound.TierLabel;
        label.Certificate = certificate;
        return Sound.Of(label);
    }

    // The clock is asked for each row written, inside the transaction: there the run ends as if it were killed.
    private sealed class EndingTime(int calls) : TimeProvider
    {
        private int _left = calls;

        public override DateTimeOffset GetUtcNow() => --_left > 0 ? base.GetUtcNow() : throw new InvalidOperationException("Killed.");
    }
}
