using System.Net;
using DataBus.Client;
using DataBus.Hub;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Access.Identity;

/// <summary>Who a token says that somebody is; each that says nothing is refused with a reason of its own.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestTokens _tokens = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Wrong => new()
    {
        { "unsigned", "TOKEN_ALGORITHM" },
        { "shared secret", "TOKEN_ALGORITHM" },
        { "foreign", "TOKEN_SIGNATURE" },
        { "issuer", "TOKEN_ISSUER" },
        { "audience", "TOKEN_AUDIENCE" },
        { "expired", "TOKEN_EXPIRED" },
        { "not yet", "TOKEN_NOT_YET_VALID" },
        { "no end", "TOKEN_NO_EXPIRY" },
        { "no identity", "TOKEN_NO_IDENTITY" },
        { "unknown identity", "TOKEN_UNKNOWN_IDENTITY" },
        { "no token", "TOKEN_MALFORMED" },
    };

    public void Dispose()
    {
        _tokens.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Call_SoundToken_IsLetIn(bool tls, bool rsa)
    {
        await using var hub = await StartAsync(tls, rsa);
        using var client = Client(hub, rsa ? _tokens.Rsa() : _tokens.Sound());

        var me = await client.Identity.WhoAmIAsync(Token);

        Assert.Equal(("app/dashboard", CallerRole.Reader, "token", ""), (me.Name, me.Role, me.Proof, me.Serial));
        Assert.NotNull(me.ValidUntil);
        using var http = _authority.Http(null, hub.Http);
        http.DefaultRequestHeaders.Authorization = new("Bearer", rsa ? _tokens.Rsa() : _tokens.Sound());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/v1/status", UriKind.Relative), Token)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Call_TokenThatProvesNothing_IsUnauthenticatedWithItsOwnReason(string kind, string reason)
    {
        await using var hub = await StartAsync(tls: true);
        using var client = Client(hub, Make(kind));

        var refused = await Assert.ThrowsAsync<DataBusException>(() => client.Identity.WhoAmIAsync(Token));

        Assert.Equal((StatusCode.Unauthenticated, reason), (refused.Code, refused.Reason));
        Assert.Equal(2, refused.LocalizedMessages.Count);
    }

    [Fact]
    public async Task Call_TokenToAHubThatTakesNone_IsUnauthenticated()
    {
        await using var hub = await HubFixture.StartAsync();
        using var client = Client(hub, _tokens.Sound());

        Assert.Equal("TOKEN_NOT_ACCEPTED", (await Assert.ThrowsAsync<DataBusException>(() => client.Identity.WhoAmIAsync(Token))).Reason);
    }

    [Fact]
    public async Task Subscribe_TokenThatExpiresMeanwhile_Ends()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var hub = await StartAsync(tls: true, time: time);
        using var client = Client(hub, _tokens.Sound(life: TimeSpan.FromMinutes(10)));
        await using var deliveries = client.SubscribeAsync(new Subscription(), Token).GetAsyncEnumerator(Token);
        Assert.True(await deliveries.MoveNextAsync());

        time.Advance(TimeSpan.FromMinutes(11));

        var ended = await Assert.ThrowsAsync<DataBusException>(async () =>
        {
            while (await deliveries.MoveNextAsync())
            {
            }
        });
        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_EXPIRED"), (ended.Code, ended.Reason));
    }

    [Fact]
    public void Validate_HalfOfTheSettingsOrKeysThatAreNone_SaysSo()
    {
        var half = new HubOptions { Jwt = new JwtOptions { Issuer = "x" } };
        var broken = new HubOptions { Jwt = new JwtOptions { Issuer = "x", Audience = "y", Keys = _authority.Issue("app/x") } };
        var gateways = new HubOptions();
        gateways.Gateways.Add("somewhere");

        Assert.Contains(Failures(half), static failure => failure.Contains("Hub:Jwt needs Issuer", StringComparison.Ordinal));
        Assert.Contains(Failures(broken), static failure => failure.Contains("Hub:Jwt:Keys is", StringComparison.Ordinal));
        Assert.Contains(Failures(gateways), static failure => failure.Contains("somewhere in Hub:Gateways", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Failures(HubOptions options)
    {
        options.Data = Path.GetTempPath();
        return new HubOptionsValidator().Validate(null, options).Failures ?? [];
    }

    private Task<HubFixture> StartAsync(bool tls, bool rsa = false, TimeProvider? time = null) => HubFixture.StartAsync(
        time: time, configure: services => services.Replace(ServiceDescriptor.Singleton(_tokens.Options(rsa))), args: tls ? _authority.HubArguments : []);

    private DataBusClient Client(HubFixture hub, string token) => new(new DataBusOptions { Hub = hub.Grpc.ToString(), Token = token, Authority = _authority.Root });

    private string Make(string kind) => kind switch
    {
        "unsigned" => _tokens.Unsigned(),
        "shared secret" => _tokens.Confused(),
        "foreign" => TestTokens.Foreign(),
        "issuer" => _tokens.Make(static token => token.Issuer = "https://elsewhere.example"),
        "audience" => _tokens.Make(static token => token.Audience = "other"),
        "expired" => _tokens.Make(static token => token.Expires = token.IssuedAt!.Value.AddMinutes(-0.6)),
        "not yet" => _tokens.Make(static token => token.NotBefore = token.IssuedAt!.Value.AddMinutes(5)),
        "no end" => _tokens.Make(static token => token.Expires = null),
        "no identity" => _tokens.Make(static token => token.Claims.Clear()),
        "unknown identity" => _tokens.Sound("king/x"),
        "no token" => "a.b",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such token."),
    };
}
