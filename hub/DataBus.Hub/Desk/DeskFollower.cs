using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>Follows the log and brings what became of failed pushes into the desk's index: the one task that writes it.</summary>
internal sealed class DeskFollower(IExchangeLog log, IViews views, DeskIndex index) : BackgroundService
{
    private const int PageBytes = 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await log.WaitForAppendAsync(index.Watermark, stoppingToken);
            await CopyPageAsync(stoppingToken);
        }
    }

    private async Task CopyPageAsync(CancellationToken cancellationToken)
    {
        var page = log.Read(index.Watermark, PageBytes);
        var last = page[^1].LastRevision;
        using var view = await views.AtLeastAsync(last, cancellationToken);
        var items = page.SelectMany(Touched).Distinct()
            .Select(id => KeyValuePair.Create(id, view.FindHeld(id)!))
            .Where(static item => item.Value is not null);
        index.Write(items, last);
    }

    // Ids of the failed pushes that a record makes or changes.
    private static IEnumerable<ulong> Touched(LogRecord record) => record.Type switch
    {
        RecordType.Held => Enumerable.Range(0, (int)record.Count).Select(i => record.FirstRevision + (ulong)i),
        RecordType.Desk => DeskBody.Parser.ParseFrom(record.Body.Span).Acts.Select(static act => act.Id),
        _ => [],
    };
}
