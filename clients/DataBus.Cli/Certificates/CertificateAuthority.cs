using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DataBus.V1;

namespace DataBus.Cli.Certificates;

/// <summary>An authority in a folder: its own certificate and key, an index, and what it has issued. ECDSA P-256.</summary>
internal sealed class CertificateAuthority
{
    /// <summary>File of the authority's certificate.</summary>
    public const string CertificateFile = "authority.pem";

    private const string KeyFile = "authority.key";
    private const string IndexFile = "index.jsonl";

    /// <summary>Beginning of the name of a server's certificate.</summary>
    public const string Server = "server/";

    private static readonly TimeSpan _authorityLife = TimeSpan.FromDays(3653);
    // Clocks of two machines differ.
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly AuthorityIndex _index;

    private CertificateAuthority(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _index = new AuthorityIndex(Path.Combine(folder, IndexFile));
    }

    /// <summary>Everything that was issued, oldest first.</summary>
    public IReadOnlyList<IssuedCertificate> Issued => _index.Read();

    /// <summary>Makes a new authority.</summary>
    /// <exception cref="AuthorityException">There is one already.</exception>
    public static CertificateAuthority Create(string folder, TimeProvider time)
    {
        if (File.Exists(Path.Combine(folder, CertificateFile)) || File.Exists(Path.Combine(folder, KeyFile)))
            throw new AuthorityException("cert.exists", folder);
        _ = Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=DataBus authority {Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var from = time.GetUtcNow() - _skew;
        using var certificate = request.CreateSelfSigned(from, from + _authorityLife);
        PemFiles.Write(Path.Combine(folder, CertificateFile), Path.Combine(folder, KeyFile), certificate, key);
        return new CertificateAuthority(folder, time);
    }

    /// <summary>Opens an authority.</summary>
    /// <exception cref="AuthorityException">There is none.</exception>
    public static CertificateAuthority Open(string folder, TimeProvider time) => File.Exists(Path.Combine(folder, CertificateFile)) && File.Exists(Path.Combine(folder, KeyFile))
        ? new CertificateAuthority(folder, time)
        : throw new AuthorityException("cert.none", folder);

    /// <summary>Issues a certificate, beside its key: <c>app/dashboard</c> in <c>app-dashboard.pem</c> and <c>app-dashboard.key</c>.</summary>
    /// <param name="name">Whom it is for; a server: <c>server/NAME</c>.</param>
    /// <param name="life">How long it is valid.</param>
    /// <param name="hosts">A server's host names and addresses.</param>
    /// <exception cref="AuthorityException">The name cannot be read, or another of the three administrators has it.</exception>
    public IssuedCertificate Issue(string name, TimeSpan life, IReadOnlyList<string> hosts)
    {
        var isServer = Demand(name, hosts);
        var from = _time.GetUtcNow() - _skew;
        using var authority = X509Certificate2.CreateFromPemFile(Path.Combine(_folder, CertificateFile), Path.Combine(_folder, KeyFile));
        var until = Earlier(_time.GetUtcNow() + life, authority.NotAfter.ToUniversalTime());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = CertificateForm.Request(name, isServer ? hosts : [], key, authority);
        using var certificate = request.Create(authority, from, until, SerialNumber());
        PemFiles.Write(PathOf(name, ".pem"), PathOf(name, ".key"), certificate, key);
        var issued = new IssuedCertificate(certificate.SerialNumber, name, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        _index.Add(issued);
        return issued;
    }

    /// <summary>Marks a certificate as revoked; the hub does not know yet.</summary>
    /// <exception cref="AuthorityException">It was never issued.</exception>
    public IssuedCertificate Revoke(string serial, string reason)
    {
        var issued = Issued.FirstOrDefault(one => one.Serial == serial) ?? throw new AuthorityException("cert.unknown", serial);
        if (issued.RevokedAt is not null)
            return issued;
        var revoked = issued with { RevokedAt = _time.GetUtcNow(), Reason = reason };
        _index.Set(revoked);
        return revoked;
    }

    /// <summary>Where something of a name stands.</summary>
    public string PathOf(string name, string ending) => Path.Combine(_folder, name.Replace('/', '-') + ending);

    private bool Demand(string name, IReadOnlyList<string> hosts)
    {
        if (name.StartsWith(Server, StringComparison.Ordinal) && CallerName.TryParse($"app/{name[Server.Length..]}", out _))
        {
            return hosts.Count > 0 && hosts.All(static host => Uri.CheckHostName(host) != UriHostNameType.Unknown)
                ? true
                : throw new AuthorityException("cert.host", string.Join(' ', hosts));
        }

        if (!CallerName.TryParse(name, out var caller))
            throw new AuthorityException("cert.name", name, string.Join(", ", CallerName.Kinds.Select(static kind => $"{kind}/NAME")));
        var other = Issued.FirstOrDefault(one => one.RevokedAt is null && one.NotAfter > _time.GetUtcNow() && IsOther(caller, one.Name));
        return other is null ? false : throw new AuthorityException("cert.three", name, other.Name, other.Serial);
    }

    private static bool IsOther(CallerName caller, string issued) =>
        CallerName.TryParse(issued, out var other) && caller.IsAdministrator && other.IsAdministrator && other.Name == caller.Name && other.Kind != caller.Kind;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    // 127 random bits, positive.
    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
