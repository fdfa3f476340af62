using DataBus.Adapters;
using DataBus.Client;
using DataBus.Tests.Adapters.Kit;
using DataBus.Tests.Adapters.Samples;
using DataBus.Tests.Restores;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>
/// A hub that is set back to an earlier moment by its backup: what the adapter had moved to done/ since is offered again, and the hub ends as one
/// that was never set back.
/// </summary>
public sealed class RestoredHubTests : IDisposable
{
    private const string Source = LabelFiles.Source;
    private const int Nights = 6;

    private const string Declaration = "sources:\n" + LabelFiles.Declaration;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    // The moment of the backup, and how many files were read after it, are drawn; a file can also be waiting when the restored hub starts.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Run_HubSetBackAtARandomMoment_EndsLikeOneThatNeverWas(int seed)
    {
        var random = new Random(seed);
        var backedUpAfter = random.Next(0, Nights - 1);
        var setBackAfter = random.Next(backedUpAfter + 1, Nights);
        var books = Enumerable.Range(1, Nights).Select(_ => Book(random)).ToList();
        var never = await RunAsync("never", books, Nights, Nights);

        var restored = await RunAsync("restored", books, backedUpAfter, setBackAfter);

        Assert.Equal(never.Files, restored.Files);
        Assert.Equal(never.Entities, restored.Entities);
        Assert.Equal(never.Addresses, restored.Addresses);
        Assert.Equal(never.Failed, restored.Failed);
        Assert.NotEmpty(restored.Entities);
        Assert.Equal(Nights, Directory.GetFiles(Path.Combine(_folder.Path, "restored", "drop", "done")).Length);
    }

    private async Task<State> RunAsync(string name, List<string> books, int backedUpAfter, int setBackAfter)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
        var drop = Directory.CreateDirectory(Path.Combine(root, "drop")).FullName;
        var config = Path.Combine(root, "adapter.yaml");
        await File.WriteAllTextAsync(config, Declaration, Token);
        var backup = Path.Combine(root, "backup");
        var hub = await HubFixture.StartAsync(Path.Combine(root, "data"));
        try
        {
            for (var night = 0; night <= Nights; night++)
            {
                if (night == backedUpAfter)
                    _ = await ClientOf(hub).Operations.MakeBackupAsync(backup, Token).LastAsync(Token);
                if (night == setBackAfter && setBackAfter < Nights)
                    hub = await SetBackAsync(hub, backup, Path.Combine(root, "data-2"));
                if (night == Nights)
                    break;
                await File.WriteAllTextAsync(Path.Combine(drop, $"full_2026110{night + 1}.csv"), books[night], Token);
                Assert.Equal(0, await AdapterHost.RunAsync(["run", "--hub", hub.Grpc.ToString(), "--config", config, "--drop", drop, "--once"]));
            }

            return await StateOfAsync(hub);
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    private static async Task<HubFixture> SetBackAsync(HubFixture hub, string backup, string data)
    {
        await hub.DisposeAsync();
        _ = DataBus.Hub.Operations.Backups.Restoration.Run(backup, data, (_, _) => { }, Token);
        return await HubFixture.StartAsync(data);
    }

    // All but revisions and times: those differ by the new epoch's record.
    private static async Task<State> StateOfAsync(HubFixture hub)
    {
        using var client = ClientOf(hub);
        var files = await client.ListFilesAsync(Source, Token);
        var addresses = await client.ListAddressesAsync(Source, Token).ToListAsync(Token);
        var entities = await client.Query.ListAllEntitiesAsync(Kind.Enterprise, cancellationToken: Token).ToListAsync(Token);
        var failed = await client.Desk.ListFailedAsync(new ListFailedRequest { PageSize = 200 }, Token);
        return new State(
            [.. files.Select(file => file.ToString())],
            [.. addresses.Select(address => address.ToString())],
            [.. entities.SelectMany(entity => entity.Facets).Select(facet => ContentOf(facet.Change))],
            [.. failed.Items.Select(item => $"{item.Address} {item.State} {item.Row} {item.SeenAgain} {item.Violations}")]);
    }

    private static string ContentOf(Change change)
    {
        var content = change.Clone();
        content.Hub = null;
        if (content.Pending is { } pending)
            pending.Since = null;
        return content.ToString();
    }

    private sealed record State(string[] Files, string[] Addresses, string[] Entities, string[] Failed);

    private static DataBusClient ClientOf(HubFixture hub) => new(new DataBusOptions { Hub = hub.Grpc.ToString(), Role = CallerRole.Operator, Source = Source });

    // Companies come and go (what two complete files in a row lack is deleted), get other labels, and have a wrong date now and then.
    private static string Book(Random random) => FileSourceFixture.Full(
    [
        .. Enumerable.Range(1, 12).Where(_ => random.Next(4) > 0).Select(company => FileSourceFixture.Row(
            company,
            random.Next(2) == 0 ? "T1" : "T2",
            until: random.Next(8) == 0 ? "2027-13-31" : $"202{random.Next(7, 9)}-12-31")),
    ]);
}
