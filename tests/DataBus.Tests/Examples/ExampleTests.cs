using System.Globalization;
using System.Text.RegularExpressions;
using DataBus.Faults;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.Tests.Hub.Intake;

namespace DataBus.Tests.Examples;

/// <summary>What an example in any language must do against the real hub; a class a language says how it is built and started.</summary>
public abstract class ExampleTests : IAsyncLifetime
{
    private const string Platforms = "science.platforms";
    private const string Labels = "science.tier-labels";
    private const string Gazette = "ip-center.gazette";

    private static readonly string[] _facets = ["platform.profile", "enterprise.tier_label", "achievement.legal_event"];

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("databus-example-");
    private ExampleHub _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Bookmark => Path.Combine(_scratch.FullName, "bookmark.json");

    public async ValueTask InitializeAsync() => _hub = await ExampleHub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _scratch.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Follow_StoppedAndStartedAgain_EqualsTheHubsAnswerEachTime()
    {
        await PrepareAsync();
        await FillAsync(_hub);
        var before = await FollowOnceAsync(_hub);
        var expectedBefore = await _hub.SummaryAsync(_facets);

        await _hub.PushAsync(Platforms, ExampleHub.Platform(1, "甲二"), ExampleHub.PlatformGone(2), ExampleHub.Platform(4, "丁"));
        await _hub.PushAsync(Labels, Samples.Label("2025|0002"));
        await _hub.PushAsync(Gazette, Samples.Event("3", 3));
        var after = await FollowOnceAsync(_hub);

        Assert.Equal(expectedBefore, before.Summary);
        Assert.Equal(await _hub.SummaryAsync(_facets), after.Summary);
        Assert.NotEqual(before.Summary, after.Summary);
        Assert.True(after.Revision > before.Revision);
        Assert.DoesNotContain("resync", before.Errors + after.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_BookmarkOfAnotherEpoch_ThrowsAwayAndTakesASnapshot()
    {
        await PrepareAsync();
        await FillAsync(_hub);
        await using var other = await ExampleHub.StartAsync();
        await other.PushAsync(Platforms, ExampleHub.Platform(9, "别处"));
        _ = await FollowOnceAsync(other);

        var resynced = await FollowOnceAsync(_hub);
        var resumed = await FollowOnceAsync(_hub);

        Assert.Contains("EPOCH_CHANGED", resynced.Errors, StringComparison.Ordinal);
        Assert.Equal(await _hub.SummaryAsync(_facets), resynced.Summary);
        Assert.Equal((resynced.Summary, ""), (resumed.Summary, resumed.Errors));
    }

    [Fact]
    public async Task Follow_Where_EntitiesEnterAndLeave()
    {
        await PrepareAsync();
        await _hub.PushAsync(Platforms, ExampleHub.Platform(1, "甲"), ExampleHub.Platform(2, "乙"), ExampleHub.Platform(3, "丙", "DISTRICT"));
        var before = await FollowOnceAsync(_hub, "--where", "platform.profile.level=CITY");

        await _hub.PushAsync(Platforms, ExampleHub.Platform(1, "甲", "NATIONAL"), ExampleHub.Platform(3, "丙", "CITY"));
        var after = await FollowOnceAsync(_hub, "--where", "platform.profile.level=CITY");

        Assert.StartsWith("2 ", before.Summary, StringComparison.Ordinal);
        Assert.NotEqual(before.Summary, after.Summary);
        Assert.Equal(await _hub.SummaryAsync(_facets, entity => entity.Facets.Any(facet => facet.Change.PlatformProfile?.Level == "CITY")), after.Summary);
    }

    [Theory]
    [InlineData("platform.profile.level")]
    [InlineData("platform.level=CITY")]
    public async Task Follow_WhereThatIsNoTest_EndsWithoutASetAndSaysHow(string where)
    {
        await PrepareAsync();

        var (code, output, errors) = await ExampleProcess.EndAsync(
            [.. Command, .. Arguments(_hub.Address), "--until-caught-up", "--where", where], Folder, Environment, TimeSpan.FromMinutes(1));

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("usage", errors, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(Bookmark));
    }

    [Fact]
    public async Task Follow_HubKilledAndStartedAgain_GoesOnFromItsBookmark()
    {
        await PrepareAsync();
        var process = await HubProcess.StartAsync(Path.Combine(_scratch.FullName, "hub"), Token);
        await using var hub = ExampleHub.Of(process);
        await FillAsync(hub);
        using var example = StartFollowing(hub.Address);
        await example.ConsistentAsync(await hub.SummaryAsync(_facets));

        for (var round = 0; round < 2; round++)
        {
            await hub.PushAsync(Platforms, ExampleHub.Platform(10 + round, "断电前"));
            await process.KillAndStartAsync(Token);
            await hub.PushAsync(Platforms, ExampleHub.Platform(20 + round, "断电后"), ExampleHub.PlatformGone(10 + round));
            await example.ConsistentAsync(await hub.SummaryAsync(_facets));
        }

        AssertWentOn(await example.KillAsync());
    }

    [Fact]
    public async Task Follow_HubStoppedAndStartedAgain_GoesOnFromItsBookmark()
    {
        await PrepareAsync();
        var fixture = await HubFixture.StartAsync();
        await using var hub = ExampleHub.Of(fixture);
        await FillAsync(hub);
        using var example = StartFollowing(hub.Address);
        await example.ConsistentAsync(await hub.SummaryAsync(_facets));

        // A call that meets a hub in the middle of its stop is lost in other ways than one that meets none: more than one try.
        for (var round = 0; round < 4; round++)
        {
            await fixture.StopAsync();
            await fixture.OpenAsync(hub.Grpc.Port);
            await hub.PushAsync(Platforms, ExampleHub.Platform(10 + round, "重启后"));
            await example.ConsistentAsync(await hub.SummaryAsync(_facets));
        }

        AssertWentOn(await example.KillAsync());
    }

    [Fact]
    public async Task Follow_ConnectionFallsSilent_OpensAnewFromItsBookmark()
    {
        await PrepareAsync();
        await FillAsync(_hub);
        await using var relay = new SilentRelay(_hub.Grpc.Port);
        using var example = StartFollowing(relay.Address, "--silence", "3");
        await example.ConsistentAsync(await _hub.SummaryAsync(_facets));

        relay.Silence();
        await _hub.PushAsync(Platforms, ExampleHub.Platform(4, "丁"));
        await example.ConsistentAsync(await _hub.SummaryAsync(_facets));

        var errors = await example.KillAsync();
        Assert.Contains("the hub is silent (nothing came for 3 s)", errors, StringComparison.Ordinal);
        AssertResumed(errors);
    }

    /// <summary>Program and arguments that start it.</summary>
    protected abstract IReadOnlyList<string> Command { get; }

    /// <summary>What is set in its environment.</summary>
    protected virtual IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>();

    /// <summary>The folder of the example.</summary>
    protected abstract string Folder { get; }

    /// <summary>Generates and builds what the example needs, once; skips where its tools are not installed.</summary>
    protected abstract Task PrepareAsync();

    /// <summary>The folder of an example in this repository.</summary>
    protected static string FolderOf(string language) => Repository.Path("clients", "examples", language);

    private static async Task FillAsync(ExampleHub hub)
    {
        await hub.PushAsync(Platforms, ExampleHub.Platform(1, "甲"), ExampleHub.Platform(2, "乙"), ExampleHub.Platform(3, "丙"));
        await hub.PushAsync(Labels, Samples.Label("2025-0001"));
        await hub.PushAsync(Gazette, Samples.Event("1", 1), Samples.Event("2", 2));
    }

    private static void AssertWentOn(string errors)
    {
        Assert.Contains("the hub is away", errors, StringComparison.Ordinal);
        AssertResumed(errors);
    }

    // What it has is not asked for again: one snapshot, at the very start.
    private static void AssertResumed(string errors)
    {
        Assert.DoesNotContain("resync", errors, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(errors, "^snapshot begins", RegexOptions.Multiline));
    }

    private ExampleProcess StartFollowing(string hub, params string[] more) =>
        ExampleProcess.Start([.. Command, .. Arguments(hub), .. more], Folder, Environment);

    private IEnumerable<string> Arguments(string hub) =>
        [.. _facets.SelectMany(facet => new[] { "--facet", facet }), "--hub", hub, "--bookmark", Bookmark];

    private async Task<(ulong Revision, string Summary, string Errors)> FollowOnceAsync(ExampleHub hub, params string[] more)
    {
        var (output, errors) = await ExampleProcess.RunAsync([.. Command, .. Arguments(hub.Address), "--until-caught-up", .. more], Folder, Environment);
        var words = output.Split(' ', 3);
        Assert.Equal("consistent", words[0]);
        return (ulong.Parse(words[1], CultureInfo.InvariantCulture), words[2], errors);
    }
}
