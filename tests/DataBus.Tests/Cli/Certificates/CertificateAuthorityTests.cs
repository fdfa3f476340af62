using System.Security.Cryptography.X509Certificates;
using DataBus.Cli.Certificates;
using DataBus.V1;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Cli.Certificates;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("databus-ca-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly CertificateAuthority _authority;

    public CertificateAuthorityTests() => _authority = CertificateAuthority.Create(_folder, _time);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Issue_Caller_CarriesExactlyThatIdentity()
    {
        var issued = _authority.Issue("app/dashboard", TimeSpan.FromDays(30), []);

        using var certificate = X509CertificateLoader.LoadCertificateFromFile(_authority.PathOf("app/dashboard", ".pem"));
        Assert.Equal(["app/dashboard"], CertificateNames.Of(certificate));
        Assert.Equal(new CallerName("app", "dashboard", CallerRole.Reader), CertificateNames.Single(certificate));
        Assert.Equal(_time.GetUtcNow().AddDays(30), issued.NotAfter);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(_authority.PathOf("app/dashboard", ".key")).UnixFileMode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path.Combine(_folder, "authority.key")).UnixFileMode);
    }

    [Theory]
    [InlineData("operator/wang", "security/wang")]
    [InlineData("security/wang", "auditor/wang")]
    [InlineData("auditor/wang", "operator/wang")]
    public void Issue_SecondOfTheThreeAdministrators_IsRefused(string first, string second)
    {
        var issued = _authority.Issue(first, TimeSpan.FromDays(30), []);

        var refused = Assert.Throws<AuthorityException>(() => _authority.Issue(second, TimeSpan.FromDays(30), []));

        Assert.Contains(issued.Serial, refused.Message, StringComparison.Ordinal);
        // The same again, or another person, or after the first has ended.
        _ = _authority.Issue(first, TimeSpan.FromDays(30), []);
        _ = _authority.Issue(second.Replace("wang", "li", StringComparison.Ordinal), TimeSpan.FromDays(30), []);
        foreach (var one in _authority.Issued.Where(one => one.Name == first))
            _ = _authority.Revoke(one.Serial, "离任");
        _ = _authority.Issue(second, TimeSpan.FromDays(30), []);
    }

    [Theory]
    [InlineData("king/x")]
    [InlineData("app/")]
    [InlineData("app/Dash Board")]
    [InlineData("dashboard")]
    [InlineData("server/hub")]
    public void Issue_NameThatIsNone_IsRefused(string name) => Assert.Throws<AuthorityException>(() => _authority.Issue(name, TimeSpan.FromDays(1), []));

    [Fact]
    public void Issued_AfterAll_HasEverySerialOnceAndWhatWasRevoked()
    {
        var first = _authority.Issue("app/a", TimeSpan.FromDays(1), []);
        var second = _authority.Issue("app/a", TimeSpan.FromDays(1), []);

        _ = _authority.Revoke(first.Serial, "私钥泄露");

        var again = CertificateAuthority.Open(_folder, _time).Issued;
        Assert.Equal([first.Serial, second.Serial], again.Select(one => one.Serial));
        Assert.Equal(("私钥泄露", _time.GetUtcNow()), (again[0].Reason, again[0].RevokedAt));
        Assert.Null(again[1].RevokedAt);
        _ = Assert.Throws<AuthorityException>(() => _authority.Revoke("00", "?"));
        _ = Assert.Throws<AuthorityException>(() => CertificateAuthority.Create(_folder, _time));
    }

    [Theory]
    [InlineData("bureau/tax", "tax.rd-deduction", true)]
    [InlineData("bureau/tax", "tax", true)]
    [InlineData("bureau/tax", "taxi.fares", false)]
    [InlineData("partner/bank", "bank.loans", true)]
    [InlineData("app/tax", "tax.rd-deduction", false)]
    [InlineData("bureau/tax.rd-deduction", "tax.relief", false)]
    public void Covers_Source_OnlyItsOwn(string name, string source, bool covers)
    {
        Assert.True(CallerName.TryParse(name, out var caller));
        Assert.Equal(covers, caller.Covers(source));
    }
}
