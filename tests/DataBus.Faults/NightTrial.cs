using System.Text;
using System.Text.Json;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Faults;

/// <summary>What one nightly file did.</summary>
/// <param name="Counts">The adapter's counts, as it prints them.</param>
/// <param name="Published">Contents and marks that readers got because of it.</param>
/// <param name="Open">Failed pushes open afterwards.</param>
internal sealed record Night(IReadOnlyDictionary<string, long> Counts, int Published, IReadOnlyList<ulong> Open);

/// <summary>
/// Three nightly full files of rising as-of with the same good and bad rows; after the first an operator discards some of the bad ones:
/// the others publish nothing and re-open nothing.
/// </summary>
internal sealed class NightTrial(int rows, string work)
{
    private const string Source = "science.tier-labels";
    private const int BadEvery = 10;
    private static readonly string[] _countNames = ["rows", "accepted", "unchanged", "known", "stale", "held", "waiting", "refused"];

    /// <summary>Runs the nights; an operator discards every second failed push after the first.</summary>
    public async Task<IReadOnlyList<Night>> RunAsync(CancellationToken cancellationToken)
    {
        await using var hub = await HubProcess.StartAsync(Path.Combine(work, "night"), cancellationToken);
        using var client = hub.Client();
        var drop = Directory.CreateDirectory(Path.Combine(work, "night-drop")).FullName;
        var nights = new List<Night>();
        for (var day = 1; day <= 3; day++)
        {
            var before = (await client.Operations.GetStatusAsync(cancellationToken)).Head;
            Drop(drop, day);
            var counts = await ReadAsync(hub, drop, cancellationToken);
            nights.Add(new Night(counts, await PublishedAsync(client, before, cancellationToken), await OpenAsync(client, cancellationToken)));
            if (day == 1)
                await DiscardAsync(client, nights[0].Open, cancellationToken);
        }

        return nights;
    }

    private void Drop(string drop, int day)
    {
        var text = new StringBuilder("统一社会信用代码,企业名称,梯度代码,梯度名称,级别,证书编号,有效期起,有效期止,批次,认定机关,状态\n");
        for (var i = 0; i < rows; i++)
        {
            var body = $"91120112MA{i:D7}";
            // A label without the day from which it is valid is held.
            var validFrom = i % BadEvery == 0 ? "" : "2025-01-01";
            _ = text.Append($"{body}{CheckDigits.Uscc(body)},津南示例{i}号有限公司,T2,高新技术企业,市级,GR{i:D6},{validFrom},2027-12-31,第一批,区科技局,有效\n");
        }

        _ = text.Append($"#END,{rows}\n");
        var folder = Directory.CreateDirectory(Path.Combine(drop, "science", "tier-labels")).FullName;
        File.WriteAllText(Path.Combine(folder, $"tier-labels_FULL_202603{day:D2}.csv"), text.ToString());
    }

    private static async Task<IReadOnlyDictionary<string, long>> ReadAsync(HubProcess hub, string drop, CancellationToken cancellationToken)
    {
        var config = Path.Combine(Parts.Root, "adapters/config/science.tier-labels.yaml");
        await using var adapter = PartProcess.Start(Parts.KitDll, "--hub", hub.Url, "--config", config, "--drop", drop, "--once");
        await adapter.EndedAsync(cancellationToken);
        using var counts = JsonDocument.Parse(adapter.LastLine);
        return _countNames.ToDictionary(name => name, name => counts.RootElement.GetProperty(name).GetInt64());
    }

    // Of the internal source only figures come, at moments of their own.
    private static async Task<int> PublishedAsync(DataBusClient client, ulong after, CancellationToken cancellationToken)
    {
        var published = 0;
        await foreach (var delivery in client.SubscribeAsync(new Subscription(), cancellationToken))
        {
            published += delivery.Changes.Count(change => change.Revision > after && change.Run.Source == Source);
            if (delivery.Kind == DeliveryKind.CaughtUp)
                break;
        }

        return published;
    }

    private static async Task<IReadOnlyList<ulong>> OpenAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        const uint largestPage = 1000;
        var page = await client.Desk.ListFailedAsync(new ListFailedRequest { PageSize = largestPage }, cancellationToken);
        return [.. page.Items.Select(item => item.Id)];
    }

    private static Task<DiscardFailedResponse> DiscardAsync(DataBusClient client, IReadOnlyList<ulong> open, CancellationToken cancellationToken)
    {
        var request = new DiscardFailedRequest { Reason = "来源已确认作废" };
        request.Items.Add(open.Where((_, index) => index % 2 == 0).Select(static id => new FailedRef { Id = id }));
        return client.Desk.DiscardFailedAsync(request, cancellationToken);
    }
}
