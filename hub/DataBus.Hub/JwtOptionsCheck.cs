using DataBus.Hub.Access;

namespace DataBus.Hub;

/// <summary>Finds what is wrong with the settings of tokens.</summary>
internal static class JwtOptionsCheck
{
    public static IEnumerable<string> Problems(JwtOptions jwt)
    {
        if (jwt.Issuer.Length + jwt.Audience.Length + jwt.Keys.Length == 0)
            yield break;
        if (jwt.Issuer.Length == 0 || jwt.Audience.Length == 0 || jwt.Keys.Length == 0)
            yield return "Hub:Jwt 须同时给出 Issuer、Audience 和 Keys。 Hub:Jwt needs Issuer, Audience and Keys.";
        else if (Unreadable(jwt.Keys) is { } cause)
            yield return $"Hub:Jwt:Keys 为 {jwt.Keys}，应为 JWKS 或 PEM 公钥文件：{cause} Hub:Jwt:Keys is {jwt.Keys}; it must be a JWKS or a PEM file of public keys: {cause}";
    }

    private static string? Unreadable(string keys)
    {
        try
        {
            return TokenKeys.Read(keys).Count > 0 ? null : "没有公钥 / no public key";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            return cause.Message;
        }
    }
}
