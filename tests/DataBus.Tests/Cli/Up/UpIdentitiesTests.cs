using DataBus.Cli.Certificates;
using DataBus.Cli.Up;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Cli.Up;

public sealed class UpIdentitiesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("databus-up-ca-").FullName;
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void In_EmptyFolder_HasOneForEveryRoleBureauAndTheHub()
    {
        var identities = UpIdentities.In(_folder, ["tax", "science"], _time);

        var kinds = Issued().Select(static one => one.Name.Split('/')[0]).ToHashSet();
        Assert.Equal(["app", "auditor", "bureau", "operator", "security", "server"], kinds.Order(StringComparer.Ordinal));
        Assert.Equal(2, Issued().Count(static one => one.Name.StartsWith("operator/", StringComparison.Ordinal)));
        Assert.All([.. identities.HubArguments.Where((_, at) => at % 2 == 1), identities.Authority], path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public void In_Again_IssuesOnlyWhatIsNewOrEndsSoon()
    {
        _ = UpIdentities.In(_folder, ["tax"], _time);
        var first = Issued().Count;

        _ = UpIdentities.In(_folder, ["tax", "science"], _time);
        Assert.Equal(first + 1, Issued().Count);
        _time.Advance(TimeSpan.FromDays(340));
        _ = UpIdentities.In(_folder, ["tax", "science"], _time);

        Assert.Equal(2 * (first + 1), Issued().Count);
    }

    private IReadOnlyList<IssuedCertificate> Issued() => CertificateAuthority.Open(_folder, _time).Issued;
}
