using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Indicators.Evaluations;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>The plan's tasks, meetings, movements and evaluations; guarantees in plan.proto.</summary>
internal sealed class PlanApi(
    IExchangeLog log, IViews views, Rights rights, FigurePublisher figures, MovementAnswers movements, TimeProvider time) : PlanService.PlanServiceBase
{
    private const int MaxNumber = 60;
    private const int MaxTitle = 200;
    private const int YearLength = 4;

    public override async Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var today = CivilDay.Text(CivilDay.Today(time));
        var tasks = PlanEntities.Read(view, log).Select(entity => TaskStates.Of(entity, today)).OfType<TaskState>();
        return new ListTasksResponse
        {
            Tasks = { tasks.Where(task => !request.SupervisedOnly || task.Overdue || task.Supervised) },
            AsOf = today,
            Revision = view.Watermark,
        };
    }

    public override async Task<FreezeMeetingResponse> FreezeMeeting(FreezeMeetingRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        requests.Text("number", request.Number, MaxNumber, isRequired: true);
        requests.Text("title", request.Title, MaxTitle, isRequired: true);
        requests.Demand();

        var (meeting, revision) = await figures.FreezeAsync(
            new Meeting
            {
                Number = request.Number,
                Title = request.Title,
                HeldOn = request.HeldOn.Length > 0 ? request.HeldOn : CivilDay.Text(CivilDay.Today(time)),
                Decisions = { request.Decisions },
            },
            context.CancellationToken);
        return new FreezeMeetingResponse { Meeting = meeting, Revision = revision };
    }

    public override async Task<ListMeetingsResponse> ListMeetings(ListMeetingsRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var meetings = PlanEntities.Read(view, log)
            .SelectMany(static entity => entity.Facets)
            .Select(static facet => facet.Change.Meeting)
            .Where(meeting => meeting is not null && (request.Number.Length == 0 || meeting.Number == request.Number))
            .OrderBy(static meeting => meeting.HeldOn, StringComparer.Ordinal)
            .ThenBy(static meeting => meeting.Number, StringComparer.Ordinal)
            .ToArray();
        return request.Number.Length == 0 || meetings.Length > 0
            ? new ListMeetingsResponse { Meetings = { meetings }, Revision = view.Watermark }
            : throw HubMessages.NotFound(request.Number);
    }

    public override async Task<ExplainMovementResponse> ExplainMovement(ExplainMovementRequest request, ServerCallContext context)
    {
        var shows = rights.Of(CallerIdentity.Of(context));
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        return movements.Explain(request, view, shows);
    }

    public override async Task<ListEvaluationsResponse> ListEvaluations(ListEvaluationsRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        requests.Text("unit", request.Unit, MaxTitle, isRequired: false);
        if (request.Year.Length > 0 && (request.Year.Length != YearLength || !request.Year.All(char.IsAsciiDigit)))
            requests.Add("year", "年度应为四位数字。", "A year has four digits.");
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var answer = new ListEvaluationsResponse
        {
            Units = { EvaluationReader.Read(view, log, request.Unit, request.Year) },
            Revision = view.Watermark,
        };
        return request.Unit.Length == 0 || answer.Units.Count > 0 ? answer : throw HubMessages.NotFound(request.Unit);
    }
}
