using DataBus.Cli.Certificates;

namespace DataBus.Cli.Up;

/// <summary>The authority and the identities that <c>up</c> makes for itself, in a folder beside the hub's data; kept as long as that is.</summary>
internal sealed class UpIdentities
{
    private const string Hub = "server/hub";

    // One for each role, and a second operator for what needs two people; bureaus have theirs by what they feed.
    private static readonly string[] _people = ["app/sample", "operator/sample-1", "operator/sample-2", "security/sample-3", "auditor/sample-4"];
    private static readonly TimeSpan _life = TimeSpan.FromDays(365);
    private static readonly TimeSpan _renewal = TimeSpan.FromDays(30);

    private readonly CertificateAuthority _authority;

    private UpIdentities(string folder, CertificateAuthority authority)
    {
        Folder = folder;
        _authority = authority;
    }

    /// <summary>Where all certificates are.</summary>
    public string Folder { get; }

    /// <summary>The authority's certificate.</summary>
    public string Authority => Path.Combine(Folder, CertificateAuthority.CertificateFile);

    /// <summary>What the hub needs on its command line.</summary>
    public string[] HubArguments => ["--tls-cert", _authority.PathOf(Hub, ".pem"), "--tls-key", _authority.PathOf(Hub, ".key"), "--client-ca", Authority];

    /// <summary>What whoever calls the hub needs on the command line.</summary>
    public string[] CallerArguments => ["--cert", Folder, "--ca", Authority];

    /// <summary>Makes what is not there, or ends soon.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="bureaus">Bureaus that feed something: <c>tax</c>.</param>
    /// <param name="time">The clock.</param>
    public static UpIdentities In(string folder, IEnumerable<string> bureaus, TimeProvider time)
    {
        var isNew = !File.Exists(Path.Combine(folder, CertificateAuthority.CertificateFile));
        var identities = new UpIdentities(folder, isNew ? CertificateAuthority.Create(folder, time) : CertificateAuthority.Open(folder, time));
        var valid = identities._authority.Issued.Where(one => one.RevokedAt is null && one.NotAfter > time.GetUtcNow() + _renewal).Select(static one => one.Name).ToHashSet();
        foreach (var name in _people.Concat(bureaus.Select(static bureau => $"bureau/{bureau}")).Where(name => !valid.Contains(name)))
            _ = identities._authority.Issue(name, _life, []);
        if (!valid.Contains(Hub))
            _ = identities._authority.Issue(Hub, _life, ["127.0.0.1", "localhost"]);
        return identities;
    }
}
