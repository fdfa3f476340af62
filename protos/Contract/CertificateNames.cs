using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace DataBus.V1;

/// <summary>The identities in certificates: URIs <c>databus:app/NAME</c> among their subject alternative names.</summary>
public static class CertificateNames
{
    /// <summary>What such a URI begins with.</summary>
    public const string Scheme = "databus:";

    private const string AlternativeNames = "2.5.29.17";

    private static readonly Asn1Tag _uri = new(TagClass.ContextSpecific, 6);

    /// <summary>What stands behind <see cref="Scheme"/>, in the certificate's order; not checked.</summary>
    /// <exception cref="AsnContentException">The certificate's names are malformed.</exception>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        // .NET itself reads the first URI only, and a certificate with two identities must be known as one.
        var names = new List<string>();
        foreach (var extension in certificate.Extensions.Where(static one => one.Oid?.Value == AlternativeNames))
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (reader.HasData)
            {
                if (!reader.PeekTag().HasSameClassAndValue(_uri))
                    _ = reader.ReadEncodedValue();
                else if (reader.ReadCharacterString(UniversalTagNumber.IA5String, _uri) is var uri && uri.StartsWith(Scheme, StringComparison.Ordinal))
                    names.Add(uri[Scheme.Length..]);
            }
        }

        return names;
    }

    /// <summary>The one identity of a certificate; null if it has none, several, or one that cannot be read.</summary>
    /// <exception cref="AsnContentException">The certificate's names are malformed.</exception>
    public static CallerName? Single(X509Certificate2 certificate) => Of(certificate) is [var only] && CallerName.TryParse(only, out var name) ? name : null;
}
