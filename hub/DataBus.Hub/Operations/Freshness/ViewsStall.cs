using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Operations.Freshness;

/// <summary>Finds whether the views follow the log.</summary>
internal sealed class ViewsStall(IExchangeLog log, IViews views, TimeProvider time)
{
    /// <summary>How long the views may take to cover the head of now.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private DateTimeOffset? _since;

    /// <summary>The views as of the head of now, and no stall; if they do not get there, as they are, and the stall.</summary>
    public async Task<(IViewReader View, Stall? Stall)> ViewAsync(CancellationToken cancellationToken)
    {
        var head = log.Head;
        using var patience = new CancellationTokenSource(_patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var view = await views.AtLeastAsync(head, waiting.Token);
            Note(null);
            return (view, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (views.Newest(), Of(head, Note(time.GetUtcNow() - _patience)!.Value));
        }
    }

    private DateTimeOffset? Note(DateTimeOffset? late)
    {
        lock (_lock)
            return _since = late is null ? null : _since ?? late;
    }

    private Stall Of(ulong head, DateTimeOffset since) => new()
    {
        Subject = HubSource.Name,
        Leg = StallLeg.Hub,
        Since = Timestamp.FromDateTimeOffset(since),
        TextZh = $"枢纽的视图自 {Concerns.Time(since)} 起没有跟上日志：停在 {views.Watermark}，末端为 {head}。请查看枢纽的日志，必要时重启。",
        TextEn = $"The hub's views have not reached the head since {Concerns.Time(since)} (+08:00): they stand at {views.Watermark}, the head is {head}. See the hub's log, restart it if need be.",
    };
}
