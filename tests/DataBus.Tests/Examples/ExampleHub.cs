using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataBus.Client;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Examples;

/// <summary>The hub that an example follows, and what the hub itself tells of the same set.</summary>
internal sealed class ExampleHub : IAsyncDisposable
{
    private readonly HubFixture _hub;

    private ExampleHub(HubFixture hub)
    {
        _hub = hub;
        Client = new DataBusClient(new DataBusOptions { Hub = hub.Grpc.ToString() });
    }

    public DataBusClient Client { get; }

    /// <summary>What stands after <c>--hub</c>.</summary>
    public string Address => $"127.0.0.1:{_hub.Grpc.Port}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ExampleHub> StartAsync() => new(await HubFixture.StartAsync());

    public Task PushAsync(string source, params Change[] changes) => Client.PushOnceAsync(
        new PushOnceRequest { Source = source, Holder = "test", Items = { changes.Select((change, at) => new PushItem { Change = change, Row = (ulong)at + 1 }) } }, Token);

    /// <summary>Count and digest of the contents of these facets, by the hub's queries.</summary>
    /// <param name="facets">Facet kinds.</param>
    /// <param name="matches">Which entities; absent: all.</param>
    public async Task<string> SummaryAsync(string[] facets, Func<Entity, bool>? matches = null)
    {
        var lines = new List<string>();
        foreach (var kind in Enum.GetValues<Kind>().Where(kind => kind != Kind.Unspecified))
        {
            await foreach (var entity in Client.Query.ListAllEntitiesAsync(kind, cancellationToken: Token))
            {
                if (matches?.Invoke(entity) != false)
                    lines.AddRange(entity.Facets.Where(facet => facets.Contains(FacetCatalogue.Of(facet.Change)!.Name)).Select(Line));
            }
        }
        Assert.NotEmpty(lines);
        lines.Sort(StringComparer.Ordinal);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        return string.Create(CultureInfo.InvariantCulture, $"{lines.Count} {Convert.ToHexStringLower(digest)}");
    }

    public static Change Platform(int number, string name, string level = "CITY")
    {
        var profile = Sound.Platform;
        (profile.Name, profile.Level, profile.Kind) = (name, level, "incubator");
        return new Change { Key = PlatformKey(number), PlatformProfile = profile };
    }

    public static Change PlatformGone(int number) => new() { Key = PlatformKey(number), Tombstone = new Tombstone { Facet = "platform.profile" } };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _hub.DisposeAsync();
    }

    private static Key PlatformKey(int number) =>
        new() { Kind = Kind.Platform, Scheme = "local", Value = string.Create(CultureInfo.InvariantCulture, $"science.platforms:{number}") };

    private static string Line(FacetState facet)
    {
        var address = Addresses.Of(facet.Change)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{KeyText.Format(address.Key)} {address.Facet} {address.Instance} {Addresses.EventIdOf(facet.Change)} {facet.Revision}");
    }
}
