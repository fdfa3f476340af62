using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>Follows the hub and writes each delivery with its bookmark in one transaction.</summary>
internal sealed class MirrorRun(DataBusClient client, Texts texts, TimeProvider time)
{
    /// <summary>Follows until cancelled, or once until caught up; answers the last revision.</summary>
    public async Task<ulong> RunAsync(string file, IReadOnlyList<Kind> kinds, IReadOnlyList<string> facets, bool once, CancellationToken cancellationToken)
    {
        var tables = MirrorTable.For(kinds, facets);
        if (tables.Count == 0)
            throw new CliException(ExitCodes.Usage, texts["mirror.nothing"]);
        using var session = new SqliteSession(file);
        var schema = new MirrorSchema(session, texts);
        var rows = new MirrorRows(session, tables, time);
        var state = schema.Prepare(tables, ScopeOf(kinds, facets));
        var subscription = new Subscription
        {
            Kinds = kinds,
            Facets = facets,
            Bookmark = state.Bookmark is { } kept ? kept : (ReadOnlyMemory<byte>?)null,
            SnapshotAfterResync = true,
        };
        await foreach (var delivery in client.SubscribeAsync(subscription, cancellationToken))
        {
            // A kill before the commit leaves rows and bookmark as they were: the delivery comes again.
            using var transaction = session.Begin();
            state = Apply(rows, delivery, state);
            schema.Write(state);
            transaction.Commit();
            if (once && delivery.Kind == DeliveryKind.CaughtUp)
                return delivery.LastRevision;
        }

        return 0;
    }

    private static MirrorState Apply(MirrorRows rows, Delivery delivery, MirrorState state)
    {
        if (delivery.Kind == DeliveryKind.Resync)
            return state.Again();
        foreach (var change in delivery.Changes)
            rows.Apply(change, state.Generation);
        var sweeps = state.IsSweeping && delivery.Consistent;
        if (sweeps)
            rows.Sweep(state.Generation, (long)delivery.LastRevision);
        return state with { Bookmark = delivery.Bookmark.ToArray(), IsSweeping = state.IsSweeping && !sweeps };
    }

    private static string ScopeOf(IReadOnlyList<Kind> kinds, IReadOnlyList<string> facets) => string.Join(
        ' ', kinds.Select(KeyText.Name).Order(StringComparer.Ordinal).Concat(facets.Order(StringComparer.Ordinal)).Distinct().DefaultIfEmpty("*"));
}
