using DataBus.Hub.Entities;
using DataBus.Hub.Log;

namespace DataBus.Hub.Desk;

/// <summary>
/// Brings what became of failed pushes into the desk's index: the one task that writes it. An index that is not whole is made from the
/// view of failed pushes, which is far shorter than the log; then the log is followed.
/// </summary>
internal sealed class DeskFollower(IExchangeLog log, IViews views, DeskIndex index, ILogger<DeskFollower> logger) : BackgroundService
{
    private const int PieceSize = 10_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (index.Watermark == 0)
            await MakeAsync(stoppingToken);
        while (true)
        {
            await log.WaitForAppendAsync(index.Watermark, stoppingToken);
            using var view = await views.AtLeastAsync(log.Head, stoppingToken);
            var touched = DeskRecords.Touched(log, index.Watermark, view.Watermark).ToHashSet();
            index.Write([.. touched.Order().Select(id => IndexedItem.Of(id, view.FindHeld(id)!))], view.Watermark);
        }
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
}
