using DataBus.Adapters;
using DataBus.Client;
using DataBus.Hub.Operations.Backups;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;

namespace DataBus.Tests.Restores;

/// <summary>Source database, adapter, hub and mirror. Each has moments of its own, and is set back by itself.</summary>
internal sealed class RestoredWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _backups = [];
    private HubFixture _hub = null!;
    private int _restored;

    private RestoredWorld()
    {
        Registry = new PlatformRegistry(In("registry"));
        Files = new LabelFiles(In("drop"));
        Mirror = new Moments(In("mirror"));
        File.WriteAllText(In("adapter.yaml"), $"sources:\n{PlatformRegistry.Declaration}\n{LabelFiles.Declaration}\n");
    }

    public PlatformRegistry Registry { get; }

    public LabelFiles Files { get; }

    public Moments Mirror { get; }

    public string MirrorFile => Path.Combine(Mirror.Folder, "mirror.db");

    public string Hub => _hub.Grpc.ToString();

    public int Backups => _backups.Count;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RestoredWorld> StartAsync()
    {
        var world = new RestoredWorld();
        world._hub = await HubFixture.StartAsync(world.In("data"));
        return world;
    }

    public DataBusClient Client(string source = "") => new(new DataBusOptions { Hub = Hub, Role = CallerRole.Operator, Actor = "值班员", Source = source });

    public async Task BackUpAsync()
    {
        using var client = Client();
        _backups.Add(In($"backup-{_backups.Count}"));
        _ = await client.Operations.MakeBackupAsync(_backups[^1], Token).LastAsync(Token);
    }

    /// <summary>Restores a backup, and lets readers in again.</summary>
    public async Task SetHubBackAsync(int backup)
    {
        var data = In($"data-{++_restored}");
        await _hub.DisposeAsync();
        _ = Restoration.Run(_backups[backup], data, (_, _) => { }, Token);
        _hub = await HubFixture.StartAsync(data);
        using var client = Client();
        _ = await client.Operations.OpenDeliveryAsync("授权与擦除已核对", Token);
    }

    /// <summary>Lets the adapter read what waits; gives its exit code.</summary>
    public Task<int> RunAdapterAsync() =>
        AdapterHost.RunAsync(["run", "--hub", Hub, "--config", In("adapter.yaml"), "--db", Registry.File, "--drop", Files.Moments.Folder, "--once"]);

    /// <summary>What the hub has of the registry.</summary>
    public Task<string[]> PlatformsAsync() => ContentsAsync(Kind.Platform, static change => $"{change.Key.Value} {change.PlatformProfile?.Name}");

    /// <summary>What the hub has of the lists of labels.</summary>
    public Task<string[]> LabelsAsync() =>
        ContentsAsync(Kind.Enterprise, static change => $"{change.Key.Value} {change.TierLabel?.Code} {change.TierLabel?.Certificate} {change.TierLabel?.ValidTo}");

    private async Task<string[]> ContentsAsync(Kind kind, Func<Change, string> content)
    {
        using var client = Client();
        var entities = await client.Query.ListAllEntitiesAsync(kind, cancellationToken: Token).ToListAsync(Token);
        return [.. entities.SelectMany(static entity => entity.Facets).Select(static facet => facet.Change)
            .Where(static change => change.ContentCase != Change.ContentOneofCase.Pending).Select(content).Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    private string In(string name) => Path.Combine(_folder.Path, name);
}
