using DataBus.Client;
using DataBus.V1;

namespace DataBus.Faults;

/// <summary>What a hub holds, as lines that can be compared: contents, pending marks, failed pushes, sources. Revisions are left
/// out: a restart may take more of them.</summary>
internal static class HubState
{
    private const string InternalSource = "hub";

    public static async Task<IReadOnlyList<string>> ReadAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        lines.AddRange(await ContentsAsync(client, cancellationToken));
        lines.AddRange(await FailedAsync(client, cancellationToken));
        lines.AddRange(await SourcesAsync(client, cancellationToken));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The differences of two states, at most a few of them.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        const int shown = 20;
        return
        [
            .. expected.Except(actual).Take(shown).Select(line => $"missing: {line}"),
            .. actual.Except(expected).Take(shown).Select(line => $"too much: {line}"),
            .. expected.Count == actual.Count ? Array.Empty<string>() : [$"{expected.Count} lines expected, {actual.Count} found"],
        ];
    }

    private static async Task<IEnumerable<string>> ContentsAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        var set = new EntitySet();
        await foreach (var delivery in client.SubscribeAsync(new Subscription(), cancellationToken))
        {
            set.Apply(delivery);
            if (set.CaughtUp)
                break;
        }

        return set.Contents.Where(content => content.Run.Source != InternalSource).Select(Describe)
            .Concat(set.Pending.Keys.Select(address => $"pending {KeyText.Format(address.Key)} {address.Facet} {address.Instance}"));
    }

    private static string Describe(DeliveredChange content)
    {
        var address = Addresses.Of(content.Change)!;
        var hash = Convert.ToHexStringLower(OriginHash.Of(content.Change));
        return $"content {KeyText.Format(address.Key)} {address.Facet} {address.Instance} {Addresses.EventIdOf(content.Change)} {hash} "
            + $"{content.Change.SourceVersion} {content.Run.Source}";
    }

    private static async Task<List<string>> FailedAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        const uint largestPage = 1000;
        var lines = new List<string>();
        var request = new ListFailedRequest { PageSize = largestPage };
        do
        {
            var page = await client.Desk.ListFailedAsync(request, cancellationToken);
            lines.AddRange(page.Items.Select(item =>
                $"failed {item.Source} row {item.Row} {item.State} {item.Address} {string.Join(',', item.Violations.Select(violation => violation.Rule))} seen {item.SeenAgain}"));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return lines;
    }

    private static async Task<IEnumerable<string>> SourcesAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        var response = await client.Operations.ListSourcesAsync(cancellationToken);
        return response.Sources.Where(source => source.Source != InternalSource).Select(source =>
            $"source {source.Source} {source.Position} live {source.LiveAddresses} open {source.OpenFailed} {source.Tallies}");
    }
}
