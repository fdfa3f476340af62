using DataBus.V1;

namespace DataBus.Client;

/// <summary>Who the caller is, and which certificates are revoked; the guarantees are those of <c>IdentityService</c> in protos/databus/v1/identity.proto.</summary>
public sealed class IdentityClient
{
    private readonly HubConnection _connection;

    internal IdentityClient(HubConnection connection) => _connection = connection;

    /// <summary>Tells who the hub takes the caller for, and why.</summary>
    public Task<WhoAmIResponse> WhoAmIAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Identity.WhoAmIAsync(new WhoAmIRequest(), options), cancellationToken);

    /// <summary>Revokes a certificate, for good. SECURITY only.</summary>
    public Task<RevokeCertificateResponse> RevokeAsync(RevokeCertificateRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Identity.RevokeCertificateAsync(request, options), cancellationToken);

    /// <summary>Lists the revoked certificates, oldest first. The three administrators only.</summary>
    public Task<ListRevocationsResponse> ListRevocationsAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Identity.ListRevocationsAsync(new ListRevocationsRequest(), options), cancellationToken);
}
