using System.Net;
using System.Security.Cryptography.X509Certificates;
using DataBus.V1;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace DataBus.Hub.Access;

/// <summary>
/// Tells who calls: by a gateway's word, a token or a certificate. Without TLS, and with none of these, it is what the call declares, which is
/// believed on loopback only.
/// </summary>
internal sealed class Callers(Gateways gateways, Tokens tokens, ClientCertificates certificates, RevokedCertificates revoked, TimeProvider time)
{
    /// <summary>Header of the declared role.</summary>
    public const string RoleHeader = "databus-role";

    /// <summary>Header of the source that the caller is.</summary>
    public const string SourceHeader = "databus-source";

    private const string ActorHeader = "databus-actor";
    private const int MaxActorLength = 100;

    // The first is what a caller is that declares nothing.
    private static readonly Dictionary<string, CallerRole> _roles = new(StringComparer.Ordinal)
    {
        ["reader"] = CallerRole.Reader,
        ["source"] = CallerRole.Source,
        ["operator"] = CallerRole.Operator,
        ["security"] = CallerRole.Security,
        ["auditor"] = CallerRole.Auditor,
    };

    /// <summary>Finds out who a request is from; gRPC calls are requests too.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: nobody knows; PERMISSION_DENIED: it declares what it is not.</exception>
    public async ValueTask<CallerIdentity> OfAsync(HttpContext call)
    {
        // Neither a word nor a token goes over a network that everybody reads.
        if (!call.Request.IsHttps && call.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
            throw AccessMessages.Unauthenticated("NOT_LOCAL", "没有 TLS 时只接受本机的调用。", "Without TLS only calls from this machine are accepted.");
        if (gateways.NameIn(call) is { } passed)
            return ProvenCaller.Of(passed, call);
        var proof = await tokens.ProveAsync(call) ?? Certified(call);
        if (proof is null)
            return Declared(name => call.Request.Headers[name]);
        var standing = new Standing(proof, proof.Serial.Length > 0 ? revoked.Of(proof.Serial) : CancellationToken.None, time);
        if (standing.Lapse is { } lapse)
            throw lapse;
        call.Features.Set(standing);
        return ProvenCaller.Of(proof.Name, call);
    }

    // Checking a chain takes longer than most calls: once a connection is enough, since only time and revocation change.
    private Proof? Certified(HttpContext call)
    {
        if (!call.Request.IsHttps)
            return null;
        if (call.Connection.ClientCertificate is not { } certificate)
            throw ProofMessages.Missing;
        var kept = call.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        lock (kept)
        {
            if (!kept.TryGetValue(typeof(Proof), out var known))
                kept[typeof(Proof)] = known = Proven(certificate);
            return known as Proof ?? throw new HubException((Refusal)known!);
        }
    }

    private object Proven(X509Certificate2 certificate)
    {
        try
        {
            return certificates.Prove(certificate);
        }
        catch (HubException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Reads what headers declare.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: they declare what there is not.</exception>
    public static CallerIdentity Declared(Func<string, string?> headers)
    {
        var declared = Value(headers, RoleHeader, "reader");
        if (!_roles.TryGetValue(declared, out var role))
            throw AccessMessages.Unauthenticated("UNKNOWN_CALLER",
                $"databus-role 为 {declared}，应为 {string.Join("、", _roles.Keys)} 之一。", $"databus-role is {declared}; it must be one of {string.Join(", ", _roles.Keys)}.");

        var actor = Value(headers, ActorHeader, declared);
        if (actor.Length > MaxActorLength || actor.Any(char.IsControl))
            throw AccessMessages.Unauthenticated("UNKNOWN_CALLER", "databus-actor 应为 1 至 100 个字符。", "databus-actor must have 1 to 100 characters.");

        var source = Value(headers, SourceHeader, "");
        if (role == CallerRole.Reader && source.Length > 0)
            role = CallerRole.Source;
        return new CallerIdentity(role, NameOf(role, source, actor), source, actor);
    }

    private static string NameOf(CallerRole role, string source, string actor) => role switch
    {
        CallerRole.Reader => $"app/{actor}",
        CallerRole.Source => $"bureau/{source.Split('.')[0]}",
        _ => $"{role.ToString().ToLowerInvariant()}/{actor}",
    };

    private static string Value(Func<string, string?> headers, string name, string otherwise) =>
        headers(name) is { Length: > 0 } value ? Uri.UnescapeDataString(value) : otherwise;
}
