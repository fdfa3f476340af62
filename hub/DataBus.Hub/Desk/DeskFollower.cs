using DataBus.Hub.Entities;
using DataBus.Hub.Log;

namespace DataBus.Hub.Desk;

/// <summary>
/// Brings what became of failed pushes into the desk's index: the one task that writes and saves it. An index that is not whole is made
/// from the view of failed pushes, which is far shorter than the log; then the log is followed. Saving takes turns with that.
/// </summary>
internal sealed class DeskFollower(IExchangeLog log, IViews views, DeskIndex index, ILogger<DeskFollower> logger) : BackgroundService
{
    private const int PieceSize = 10_000;

    // Operators wait for no more than these to be saved.
    private const int SavedAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (index.Watermark == 0)
            await MakeAsync(stoppingToken);
        try
        {
            while (true)
                await FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What more there may be is followed again by the next start.
            using var view = views.Newest();
            Save(view);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        // While there is something to save it waits for nothing, and would not notice the stop.
        cancellationToken.ThrowIfCancellationRequested();
        if (index.IsSaved)
            await log.WaitForAppendAsync(index.Watermark, cancellationToken);
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        if (view.Watermark > index.Watermark)
        {
            foreach (var piece in DeskRecords.Touched(log, index.Watermark, view.Watermark).ToHashSet().Order().Chunk(PieceSize))
                index.Write([.. piece.Select(id => Read(id, view))], index.Watermark);
            index.Write([], view.Watermark);
        }
        index.Renew();
        Save(view);
        index.Renew();
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        var count = 0;
        foreach (var piece in view.ScanHeld().Chunk(PieceSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Write([.. piece.Select(static item => IndexedItem.Of(item.Key, item.Value))], watermark: 0);
            count += piece.Length;
            logger.IndexGrows(count, piece[^1].Key, view.Watermark);
        }
        index.Write([], view.Watermark);
        logger.IndexMade(count, view.Watermark);
    }

    private void Save(IViewReader view)
    {
        if (!index.IsSaved)
            index.Save(id => Read(id, view), SavedAtOnce);
    }

    private static IndexedItem Read(ulong id, IViewReader view) => IndexedItem.Of(id, view.FindHeld(id)!);
}
