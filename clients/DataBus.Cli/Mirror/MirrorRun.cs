using DataBus.Cli.Mirror.Databases;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>Follows the hub and writes each delivery with its bookmark in one transaction.</summary>
/// <param name="client">The hub.</param>
/// <param name="session">The database.</param>
/// <param name="options">What it holds.</param>
/// <param name="texts">The reader's language.</param>
/// <param name="time">The clock.</param>
/// <param name="resynced">Told why everything is read anew; null: nobody is.</param>
internal sealed class MirrorRun(
    DataBusClient client, MirrorSession session, MirrorOptions options, Texts texts, TimeProvider time, Action<Resync>? resynced = null)
{
    /// <summary>The tables of the mirror.</summary>
    /// <exception cref="CliException">There are none.</exception>
    public IReadOnlyList<MirrorTable> Tables { get; } =
        MirrorTable.For(options.Kinds, options.Facets) is { Count: > 0 } tables ? tables : throw new CliException(ExitCodes.Usage, texts["mirror.nothing"]);

    private MirrorState? _state;

    /// <summary>Follows until cancelled, or once until caught up; answers the last revision. May be called again, to go on.</summary>
    public async Task<ulong> RunAsync(bool once, CancellationToken cancellationToken)
    {
        var rows = new MirrorRows(session, Tables, time);
        var states = new MirrorStates(session, cancellationToken);
        var trim = new MirrorTrim(session, options.KeepChanges, time);
        _state ??= await new MirrorSchema(session, texts, cancellationToken).PrepareAsync(Tables, options.Scope, options.Anew, time);
        await foreach (var delivery in client.SubscribeAsync(SubscriptionFrom(_state, once), cancellationToken))
        {
            if (delivery.Kind == DeliveryKind.Resync)
                resynced?.Invoke(delivery.Frame.Resync);
            // A kill before the commit leaves rows and bookmark as they were: the delivery comes again.
            await session.InTransactionAsync(
                async () =>
                {
                    _state = await ApplyAsync(rows, delivery, _state, cancellationToken);
                    await states.WriteAsync(_state);
                    await trim.RunAsync(cancellationToken);
                },
                cancellationToken);
            if (once && delivery.Kind == DeliveryKind.CaughtUp)
                return delivery.LastRevision;
        }

        return 0;
    }

    private Subscription SubscriptionFrom(MirrorState state, bool once) => new()
    {
        Kinds = options.Kinds,
        Facets = options.Facets,
        Keys = options.Keys,
        KeyPrefixes = options.KeyPrefixes,
        Sources = options.Sources,
        Where = options.Where,
        Bookmark = state.Bookmark is { } kept ? kept : (ReadOnlyMemory<byte>?)null,
        SnapshotAfterResync = true,
        WaitsWhileClosed = !once,
    };

    private static async Task<MirrorState> ApplyAsync(MirrorRows rows, Delivery delivery, MirrorState state, CancellationToken cancellationToken)
    {
        if (delivery.Kind == DeliveryKind.Resync)
            return state.Again();
        await rows.ApplyAsync(delivery, state.Generation, cancellationToken);
        var sweeps = state.IsSweeping && delivery.Consistent;
        if (sweeps)
            await rows.SweepAsync(state.Generation, (long)delivery.LastRevision, cancellationToken);
        return state with { Bookmark = delivery.Bookmark.ToArray(), IsSweeping = state.IsSweeping && !sweeps };
    }
}
