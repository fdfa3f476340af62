using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// Sees and mends failed pushes. Operators only: others get PERMISSION_DENIED. The guarantees are those of <c>DeskService</c>
/// in protos/databus/v1/desk.proto.
/// </summary>
public sealed class DeskClient
{
    private readonly HubConnection _connection;

    internal DeskClient(HubConnection connection) => _connection = connection;

    /// <summary>Gets one page of failed pushes, oldest first.</summary>
    public Task<ListFailedResponse> ListFailedAsync(ListFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.ListFailedAsync(request, options), cancellationToken);

    /// <summary>Gets one failed push with raw row, typed view, violations and history; NOT_FOUND if there is none such.</summary>
    public Task<GetFailedResponse> GetFailedAsync(ulong id, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.GetFailedAsync(new GetFailedRequest { Id = id }, options), cancellationToken);

    /// <summary>Judges failed pushes again, as they are, with the rules of now; each id has its own result.</summary>
    public Task<ReplayFailedResponse> ReplayFailedAsync(ReplayFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.ReplayFailedAsync(request, options), cancellationToken);

    /// <summary>Closes failed pushes for good, with a reason; each id has its own result.</summary>
    public Task<DiscardFailedResponse> DiscardFailedAsync(DiscardFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.DiscardFailedAsync(request, options), cancellationToken);
}
