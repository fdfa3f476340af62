using DataBus.V1;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DataBus.Hub.Access;

/// <summary>Tells from a bearer token (JWT) who calls: signed by the issuer that the hub is set to, and for this hub.</summary>
internal sealed class Tokens(JwtOptions options, ILogger<Tokens> logger)
{
    /// <summary>The claim that carries the identity, <c>app/dashboard</c>.</summary>
    public const string IdentityClaim = "databus";

    private const string Scheme = "Bearer ";
    private const int MaxLength = 8 * 1024;

    private static readonly string[] _algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];
    // Clocks of two machines differ.
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength };
    private readonly FileMade<IReadOnlyList<SecurityKey>> _keys = new([options.Keys], () => TokenKeys.Read(options.Keys), logger);

    /// <summary>What the token of a call proves; null if it brings none.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED.</exception>
    public async ValueTask<Proof?> ProveAsync(HttpContext call)
    {
        if (call.Request.Headers.Authorization.ToString() is not { Length: > 0 } header)
            return null;
        if (!options.IsOn)
            throw TokenMessages.NotAccepted;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw TokenMessages.Malformed;
        var token = Read(header[Scheme.Length..].Trim());
        if (!_algorithms.Contains(token.Alg))
            throw TokenMessages.Algorithm(token.Alg);
        var result = await _handler.ValidateTokenAsync(token, Parameters());
        return result.IsValid ? ProofOf(token) : throw TokenMessages.Of(result.Exception, options);
    }

    private JsonWebToken Read(string text)
    {
        try
        {
            return _handler.ReadJsonWebToken(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            throw TokenMessages.Malformed;
        }
    }

    // Its times are asked by Standing, as those of certificates are.
    private TokenValidationParameters Parameters() => new()
    {
        ValidIssuer = options.Issuer,
        ValidAudience = options.Audience,
        IssuerSigningKeys = _keys.Value,
        ValidAlgorithms = _algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        LifetimeValidator = static (_, expires, _, _) => expires is not null,
    };

    private Proof ProofOf(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<string>(IdentityClaim, out var text))
            throw TokenMessages.NoIdentity;
        if (!CallerName.TryParse(text, out var name))
            throw TokenMessages.UnknownIdentity(text);
        var from = token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Nbf, out _) ? new DateTimeOffset(token.ValidFrom, TimeSpan.Zero) - _skew : DateTimeOffset.MinValue;
        return new Proof(name, from, new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + _skew, "");
    }
}
