using DataBus.V1;

namespace DataBus.Client;

/// <summary>Erases what the law wants erased; the guarantees are those of <c>ErasureService</c> in protos/databus/v1/erasure.proto.</summary>
public sealed class ErasureClient
{
    private readonly HubConnection _connection;

    internal ErasureClient(HubConnection connection) => _connection = connection;

    /// <summary>Proposes an erasure; nothing goes before another person confirms. SECURITY only.</summary>
    public Task<ProposeErasureResponse> ProposeAsync(IEnumerable<ErasureTarget> targets, string reason, CancellationToken cancellationToken = default)
    {
        var request = new ProposeErasureRequest { Targets = { targets }, Reason = reason };
        return _connection.CallAsync(options => _connection.Erasures.ProposeErasureAsync(request, options), cancellationToken);
    }

    /// <summary>Confirms an erasure, and waits until it is done; it goes on without the call. SECURITY only, not who proposed it.</summary>
    public Task<ConfirmErasureResponse> ConfirmAsync(ulong id, string reason = "", CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Erasures.ConfirmErasureAsync(new ConfirmErasureRequest { Id = id, Reason = reason }, options), cancellationToken);

    /// <summary>Calls a proposal off. SECURITY only.</summary>
    public Task<RejectErasureResponse> RejectAsync(ulong id, string reason, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Erasures.RejectErasureAsync(new RejectErasureRequest { Id = id, Reason = reason }, options), cancellationToken);

    /// <summary>Lists all erasures, the newest first. SECURITY and auditors only.</summary>
    public Task<ListErasuresResponse> ListAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Erasures.ListErasuresAsync(new ListErasuresRequest(), options), cancellationToken);
}
