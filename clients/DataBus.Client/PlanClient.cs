using DataBus.V1;

namespace DataBus.Client;

/// <summary>The plan's tasks, meetings, movements and evaluations; the guarantees are those of <c>PlanService</c> in protos/databus/v1/plan.proto.</summary>
public sealed class PlanClient
{
    private readonly HubConnection _connection;

    internal PlanClient(HubConnection connection) => _connection = connection;

    /// <summary>Lists the tasks with the newest progress of each unit.</summary>
    /// <param name="supervisedOnly">Only those with something overdue or supervised.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ListTasksResponse> ListTasksAsync(bool supervisedOnly = false, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(
            options => _connection.Plan.ListTasksAsync(new ListTasksRequest { SupervisedOnly = supervisedOnly }, options), cancellationToken);

    /// <summary>Freezes all figures as a meeting. Operators only.</summary>
    public Task<FreezeMeetingResponse> FreezeMeetingAsync(FreezeMeetingRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Plan.FreezeMeetingAsync(request, options), cancellationToken);

    /// <summary>Lists the meetings in the order of their dates.</summary>
    /// <param name="number">Only the meeting of this number, NOT_FOUND if there is none; empty: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ListMeetingsResponse> ListMeetingsAsync(string number = "", CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Plan.ListMeetingsAsync(new ListMeetingsRequest { Number = number }, options), cancellationToken);

    /// <summary>Tells entity by entity why a computed figure moved between two points; the parts sum exactly to the difference.</summary>
    public Task<ExplainMovementResponse> ExplainMovementAsync(ExplainMovementRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Plan.ExplainMovementAsync(request, options), cancellationToken);

    /// <summary>Lists what units achieved, year by year, beside the scores that were reported.</summary>
    public Task<ListEvaluationsResponse> ListEvaluationsAsync(ListEvaluationsRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Plan.ListEvaluationsAsync(request, options), cancellationToken);
}
