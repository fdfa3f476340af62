using System.Globalization;
using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What somebody should look at, and who does.</summary>
internal sealed partial class OperationsApi
{
    public override async Task<ListAlertsResponse> ListAlerts(ListAlertsRequest request, ServerCallContext context)
    {
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, context.CancellationToken);
        var rows = view.Alerts().Where(row => request.All || row.ClosedAt is null).OrderByDescending(static row => row.Id);
        return new ListAlertsResponse { Alerts = { rows.Select(Of) }, Revision = view.Watermark };
    }

    public override async Task<AcknowledgeAlertResponse> AcknowledgeAlert(AcknowledgeAlertRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        Demand(request);
        var subject = request.Subject.Length > 0 ? request.Subject : await SubjectOfAsync(request.Id, context.CancellationToken);
        var set = new AlertSet { Subject = subject, State = AlertStates.Acknowledged, Actor = caller.Actor, Text = request.Reason };
        return new AcknowledgeAlertResponse { Revision = await intake.SetAlertAsync(set, context.CancellationToken) };
    }

    private static void Demand(AcknowledgeAlertRequest request)
    {
        var requests = new QueryRequests();
        if (request.Subject.Length > 0 == request.Id > 0)
            requests.Add("subject", "请给出主题或编号之一。", "Give the subject or the id, one of them.");
        requests.Text("reason", request.Reason, MaxReason, isRequired: true);
        requests.Demand();
    }

    private async Task<string> SubjectOfAsync(ulong id, CancellationToken cancellationToken)
    {
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, cancellationToken);
        return view.Alerts().FirstOrDefault(row => row.Id == id)?.Subject ?? throw HubMessages.NotFound(id.ToString(CultureInfo.InvariantCulture));
    }

    // It was entered when it was raised, and grows since: number and sentence are those of now.
    private Alert Of(AlertRow row)
    {
        var now = row.ClosedAt is null ? alerts.Now(row.Subject) : null;
        return Of(row, now?.Count ?? row.Count, now?.Zh ?? row.Text, now?.En ?? row.TextEn);
    }

    private static Alert Of(AlertRow row, ulong count, string zh, string en) => new()
    {
        Id = row.Id,
        Subject = row.Subject,
        State = StateOf(row),
        Count = count,
        TextZh = zh,
        TextEn = en,
        RaisedAt = row.RaisedAt,
        SentTo = { row.SentTo },
        EscalatedTo = { row.EscalatedTo },
        AcknowledgedBy = row.AcknowledgedBy,
        AcknowledgedAt = row.AcknowledgedAt,
        AcknowledgedReason = row.AcknowledgedReason,
        ClosedAt = row.ClosedAt,
    };

    private static AlertState StateOf(AlertRow row) => row switch
    {
        { ClosedAt: not null } => AlertState.Closed,
        { AcknowledgedBy.Length: > 0 } => AlertState.Acknowledged,
        { EscalatedTo.Count: > 0 } => AlertState.Escalated,
        { SentTo.Count: > 0 } => AlertState.Sent,
        _ => AlertState.Raised,
    };
}
