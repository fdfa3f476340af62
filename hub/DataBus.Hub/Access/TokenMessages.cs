using Microsoft.IdentityModel.Tokens;

namespace DataBus.Hub.Access;

/// <summary>UNAUTHENTICATED: what is wrong with a token; each case with a reason of its own.</summary>
internal static class TokenMessages
{
    public static HubException NotAccepted => Of("TOKEN_NOT_ACCEPTED",
        "本枢纽不接受令牌（未设置 Hub:Jwt）：请用证书。", "This hub accepts no tokens (Hub:Jwt is not set): use a certificate.");

    public static HubException Malformed => Of("TOKEN_MALFORMED",
        "Authorization 应为 Bearer 加一个已签名的 JWT。", "Authorization must be Bearer and a signed JWT.");

    public static HubException NoIdentity => Of("TOKEN_NO_IDENTITY",
        $"令牌没有声明 {Tokens.IdentityClaim}（身份，如 app/dashboard）。", $"The token has no claim {Tokens.IdentityClaim} (the identity, as in app/dashboard).");

    public static HubException Algorithm(string? algorithm) => Of("TOKEN_ALGORITHM",
        $"令牌的签名算法为 {algorithm}，只接受 ES256 和 RS256。", $"The token is signed by {algorithm}; only ES256 and RS256 are accepted.");

    public static HubException UnknownIdentity(string text) => Of("TOKEN_UNKNOWN_IDENTITY",
        $"令牌的身份 {text} 不是 app、bureau、partner、operator、security、auditor 之一加斜杠和名称。",
        $"The token's identity {text} is not one of app, bureau, partner, operator, security, auditor with a slash and a name.");

    /// <summary>What validating it threw.</summary>
    public static HubException Of(Exception cause, JwtOptions options) => cause switch
    {
        SecurityTokenInvalidIssuerException => Of("TOKEN_ISSUER", $"令牌不是由 {options.Issuer} 签发的。", $"The token was not issued by {options.Issuer}."),
        SecurityTokenInvalidAudienceException => Of("TOKEN_AUDIENCE", $"令牌不是给 {options.Audience} 的。", $"The token is not for {options.Audience}."),
        SecurityTokenNoExpirationException or SecurityTokenInvalidLifetimeException => Of("TOKEN_NO_EXPIRY", "令牌没有到期时间（exp）。", "The token has no end (exp)."),
        SecurityTokenInvalidAlgorithmException => Algorithm("?"),
        _ => Of("TOKEN_SIGNATURE", "令牌的签名与签发方的公钥（Hub:Jwt:Keys）不符。", "The token's signature is not by the issuer's key (Hub:Jwt:Keys)."),
    };

    private static HubException Of(string reason, string zh, string en) => AccessMessages.Unauthenticated(reason, zh, en);
}
