using System.Collections.Concurrent;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>
/// Sends what the alerts say has not been sent yet, and enters each only after the other side has taken it: a crash in between sends it
/// twice, nothing loses it. One caller at a time for each channel.
/// </summary>
internal sealed class AlertSender(IExchangeLog log, IViews views, IIntake intake, AlertRoutes routes, TimeProvider time)
{
    // A message that a channel refuses for itself must not stand before the others for ever.
    private readonly ConcurrentDictionary<(string Channel, string Subject), DateTimeOffset> _failed = [];

    /// <summary>Sends what one channel has not sent yet, until it refuses.</summary>
    public async Task SendAsync(AlertRoute route, CancellationToken cancellationToken)
    {
        var name = route.Channel.Name;
        foreach (var row in await WaitingAsync(name, cancellationToken))
        {
            if (!row.SentTo.Contains(name) && !await SendAsync(route, row, toSecond: false, cancellationToken))
                return;
            if (IsLeftAlone(route, row) && !await SendAsync(route, row, toSecond: true, cancellationToken))
                return;
        }
    }

    private async Task<AlertRow[]> WaitingAsync(string channel, CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        var waiting = view.Alerts().Where(static row => row.ClosedAt is null && row.AcknowledgedBy.Length == 0).ToDictionary(static row => row.Subject);
        foreach (var gone in _failed.Keys.Where(one => one.Channel == channel && !waiting.ContainsKey(one.Subject)))
            _ = _failed.TryRemove(gone, out _);
        return [.. waiting.Values.OrderBy(row => _failed.GetValueOrDefault((channel, row.Subject))).ThenBy(static row => row.Id)];
    }

    private bool IsLeftAlone(AlertRoute route, AlertRow row) => route.Channel.HasSecond
        && !row.EscalatedTo.Contains(route.Channel.Name)
        && time.GetUtcNow() - row.RaisedAt.ToDateTimeOffset() >= routes.EscalateAfter;

    private async Task<bool> SendAsync(AlertRoute route, AlertRow row, bool toSecond, CancellationToken cancellationToken)
    {
        var name = route.Channel.Name;
        var state = toSecond ? AlertStates.Escalated : AlertStates.Raised;
        var message = new AlertMessage(row.Subject, state, row.Count, row.Text, row.TextEn, routes.Hub, row.RaisedAt.ToDateTimeOffset());
        if (!await route.TrySendAsync(message, toSecond, cancellationToken))
        {
            _failed[(name, row.Subject)] = time.GetUtcNow();
            return false;
        }

        _ = await intake.SetAlertAsync(
            new AlertSet
            {
                Subject = row.Subject,
                State = toSecond ? AlertStates.Escalated : AlertStates.Sent,
                Count = row.Count,
                Actor = Writer.HubActor,
                Channel = name,
            },
            cancellationToken);
        return true;
    }
}
