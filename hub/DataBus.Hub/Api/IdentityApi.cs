using System.Text.RegularExpressions;
using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Who calls, and whose certificates are not taken any more; guarantees in identity.proto.</summary>
internal sealed partial class IdentityApi(IIntake intake, IViews views, IExchangeLog log, RevokedCertificates revoked) : IdentityService.IdentityServiceBase
{
    private const int MaxReason = 500;
    private const int MaxName = 100;

    public override Task<WhoAmIResponse> WhoAmI(WhoAmIRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var proof = Standing.Of(context.GetHttpContext())?.Proof;
        return Task.FromResult(new WhoAmIResponse
        {
            Name = caller.Name,
            Role = caller.Role,
            Source = caller.Source,
            Proof = proof is { Serial.Length: > 0 } ? "certificate" : proof is not null ? "token" : Gateways.Vouched(context.GetHttpContext()) ? "gateway" : "declared",
            ValidUntil = proof?.Until.ToTimestamp(),
            Serial = proof?.Serial ?? "",
        });
    }

    public override async Task<RevokeCertificateResponse> RevokeCertificate(RevokeCertificateRequest request, ServerCallContext context)
    {
        var serial = request.Serial.ToUpperInvariant();
        var requests = new QueryRequests();
        if (!Serial().IsMatch(serial))
            requests.Add("serial", $"“{request.Serial}”应为 2 至 40 个十六进制数字。", $"\"{request.Serial}\" must be 2 to 40 hexadecimal digits.");
        requests.Text("name", request.Name, MaxName, isRequired: false);
        requests.Text("reason", request.Reason, MaxReason, isRequired: true);
        requests.Demand();
        var entry = new CertificateRevoked { Serial = serial, Name = request.Name, Actor = CallerIdentity.Of(context).Actor, Reason = request.Reason };
        var revision = await intake.RevokeAsync(entry, context.CancellationToken);
        revoked.Revoke(serial);
        return new RevokeCertificateResponse { Revision = revision };
    }

    public override async Task<ListRevocationsResponse> ListRevocations(ListRevocationsRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        return new ListRevocationsResponse { Revocations = { view.Tables().Revocations.Select(RevocationOf) } };
    }

    private static Revocation RevocationOf(RevocationRow row) => new()
    {
        Serial = row.Revoked.Serial,
        Name = row.Revoked.Name,
        Reason = row.Revoked.Reason,
        Actor = row.Revoked.Actor,
        At = row.At,
        Revision = row.Revision,
    };

    [GeneratedRegex(@"^[0-9A-F]{2,40}\z")]
    private static partial Regex Serial();
}
