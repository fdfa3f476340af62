using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataBus.Client;
using DataBus.Faults;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Examples;

/// <summary>The hub that an example follows, and what the hub itself tells of the same set.</summary>
internal sealed class ExampleHub : IAsyncDisposable
{
    private readonly IAsyncDisposable _hub;

    private ExampleHub(IAsyncDisposable hub, Uri grpc)
    {
        _hub = hub;
        Grpc = grpc;
        Client = new DataBusClient(new DataBusOptions { Hub = grpc.ToString() });
    }

    public DataBusClient Client { get; }

    /// <summary>Where it serves gRPC, also after it was started again.</summary>
    public Uri Grpc { get; }

    /// <summary>What stands after <c>--hub</c>.</summary>
    public string Address => $"127.0.0.1:{Grpc.Port}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one in this process.</summary>
    public static async Task<ExampleHub> StartAsync() => Of(await HubFixture.StartAsync());

    /// <summary>One in this process; it is disposed with what is returned.</summary>
    public static ExampleHub Of(HubFixture hub) => new(hub, hub.Grpc);

    /// <summary>One as a process of its own; it is disposed with what is returned.</summary>
    public static ExampleHub Of(HubProcess hub) => new(hub, new Uri(hub.Url));

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
