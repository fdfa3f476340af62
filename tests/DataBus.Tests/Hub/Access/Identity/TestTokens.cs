using System.Security.Cryptography;
using System.Text.Json;
using DataBus.Hub;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DataBus.Tests.Hub.Access.Identity;

/// <summary>An issuer of tokens with an elliptic key (in a key set) or an RSA key (in PEM).</summary>
internal sealed class TestTokens : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("databus-jwt-").FullName;
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);

    public JwtOptions Options(bool rsa = false)
    {
        var path = Path.Combine(_folder, rsa ? "rsa.pem" : "keys.json");
        File.WriteAllText(path, rsa ? _rsa.ExportSubjectPublicKeyInfoPem() : KeySet());
        return new JwtOptions { Issuer = "https://sso.example", Audience = "databus", Keys = path };
    }

    public string Sound(string identity = "app/dashboard", TimeSpan? life = null) => Make(token => token.Claims["databus"] = identity, life);

    public string Rsa() => Make(token => token.SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa), SecurityAlgorithms.RsaSha256));

    /// <summary>A token that something is the matter with.</summary>
    public string Make(Action<SecurityTokenDescriptor> form, TimeSpan? life = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = "https://sso.example",
            Audience = "databus",
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now + (life ?? TimeSpan.FromMinutes(10)),
            Claims = new Dictionary<string, object> { ["databus"] = "app/dashboard" },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_ec), SecurityAlgorithms.EcdsaSha256),
        };
        form(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    /// <summary>Signed with the public key as if it were a shared secret.</summary>
    public string Confused() => Make(token => token.SigningCredentials = new SigningCredentials(
        new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(_ec.ExportSubjectPublicKeyInfoPem())), SecurityAlgorithms.HmacSha256));

    /// <summary>Not signed at all.</summary>
    public string Unsigned() => Make(static token => token.SigningCredentials = null);

    /// <summary>Signed by somebody else.</summary>
    public static string Foreign()
    {
        using var other = new TestTokens();
        return other.Sound();
    }

    public void Dispose()
    {
        _ec.Dispose();
        _rsa.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string KeySet()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(_ec.ExportParameters(includePrivateParameters: false))));
        return JsonSerializer.Serialize(new { keys = new[] { new { kty = key.Kty, crv = key.Crv, x = key.X, y = key.Y, use = "sig", alg = "ES256" } } });
    }
}
