using System.Globalization;
using DataBus.Cli.Mirror;
using DataBus.Client;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Cli.Mirror;

/// <summary>The hub that a test mirrors, and what its sources push.</summary>
internal sealed class MirrorHub(string url) : IDisposable
{
    public const string Platforms = "science.platforms";

    public string Url => url;

    public DataBusClient Client { get; } = new(new DataBusOptions { Hub = url });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Mirrors once, into all tables.</summary>
    public async Task<ulong> MirrorAsync(MirrorDatabase database, TimeProvider? time = null, MirrorOptions? options = null)
    {
        await using var session = await database.OpenAsync() ?? throw new InvalidOperationException("Another mirror has the database.");
        return await new MirrorRun(Client, session, options ?? new MirrorOptions(), MirrorDatabase.Texts, time ?? TimeProvider.System).RunAsync(once: true, Token);
    }

    public Task PushAsync(string source, params Change[] changes) => Client.PushOnceAsync(
        new PushOnceRequest { Source = source, Holder = "test", Items = { changes.Select((change, at) => new PushItem { Change = change, Row = (ulong)at + 1 }) } }, Token);

    /// <summary>Demands that the tables hold what the hub tells when it is asked.</summary>
    public async Task AssertIsMirroredAsync(MirrorDatabase database)
    {
        // Figures come by themselves, also between the mirror and the question.
        Kind[] kinds = [Kind.Enterprise, Kind.Platform, Kind.Achievement];
        var atHub = new List<string>();
        foreach (var kind in kinds)
        {
            await foreach (var entity in Client.Query.ListAllEntitiesAsync(kind, cancellationToken: Token))
                atHub.AddRange(entity.Facets.Where(static facet => facet.Change.ContentCase != V1.Change.ContentOneofCase.Pending).Select(facet => $"{FacetCatalogue.Of(facet.Change)!.Name} {KeyText.Format(facet.Change.Key)} {facet.Revision}"));
        }

        var mirrored = MirrorTable.For(kinds, []).SelectMany(table => database
            .Rows($"SELECT key_kind, key_scheme, key_value, revision FROM {table.Name}").Select(row => $"{table.Facet.Name} {row[0]}/{row[1]}/{row[2]} {row[3]}"));
        Assert.NotEmpty(atHub);
        Assert.Equal(atHub.Order(StringComparer.Ordinal), mirrored.Order(StringComparer.Ordinal));
    }

    public static Change Platform(int number, string name)
    {
        var profile = Sound.Platform;
        profile.Kind = "incubator";
        profile.Name = name;
        return new Change { Key = KeyOf(number), PlatformProfile = profile };
    }

    public static Change Gone(int number) => new() { Key = KeyOf(number), Tombstone = new Tombstone { Facet = "platform.profile" } };

    public void Dispose() => Client.Dispose();

    private static Key KeyOf(int number) => new() { Kind = Kind.Platform, Scheme = "local", Value = string.Create(CultureInfo.InvariantCulture, $"{Platforms}:{number}") };
}
