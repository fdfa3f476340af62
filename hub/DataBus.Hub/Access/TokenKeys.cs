using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace DataBus.Hub.Access;

/// <summary>Public keys in files: a JSON Web Key Set, or one key in PEM.</summary>
internal static class TokenKeys
{
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">It is neither.</exception>
    /// <exception cref="CryptographicException">The key cannot be used.</exception>
    public static IReadOnlyList<SecurityKey> Read(string path)
    {
        var text = File.ReadAllText(path);
        if (text.TrimStart().StartsWith('{'))
            return [.. new JsonWebKeySet(text).GetSigningKeys().Where(static key => key is not SymmetricSecurityKey)];
        return [text.Contains("RSA PUBLIC KEY", StringComparison.Ordinal) ? Rsa(text) : Ec(text) ?? Rsa(text)];
    }

    private static SecurityKey? Ec(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new ECDsaSecurityKey(key);
        }
        catch (CryptographicException)
        {
            // A public key does not say on its label of which kind it is.
            key.Dispose();
            return null;
        }
    }

    private static RsaSecurityKey Rsa(string pem)
    {
        var key = RSA.Create();
        key.ImportFromPem(pem);
        return new RsaSecurityKey(key);
    }
}
