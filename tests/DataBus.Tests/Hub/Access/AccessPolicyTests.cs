using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DataBus.Hub.Access;
using DataBus.V1;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Hub.Access;

/// <summary>Every rpc and every HTTP end-point with every role, from the descriptors: as the contract's policy says.</summary>
public sealed class AccessPolicyTests : IAsyncLifetime
{
    private static readonly CallerRole[] _roles = [.. Enum.GetValues<CallerRole>().Where(static role => role != CallerRole.Unspecified)];

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Rpcs => [.. ContractFiles.Services.SelectMany(static service => service.Methods).Select(static method => $"/{method.Service.FullName}/{method.Name}")];

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public void EveryEndpoint_HasAPolicy()
    {
        var policy = _hub.Services.GetRequiredService<AccessPolicy>();

        Assert.All(Endpoints(), endpoint => Assert.True(AccessPolicy.IsOpen(endpoint) || policy.CallersOf(endpoint) is not null, endpoint.DisplayName));
        Assert.Equal(
            ["/databus.v1.DeliveryService/Subscribe"],
            Endpoints().Select(static endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName).Where(static name => name?.EndsWith("/Subscribe", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void EveryRpcOfTheContract_IsServed()
    {
        var served = Endpoints().Select(static endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName).ToHashSet();

        Assert.All(Rpcs, row => Assert.Contains(row.Data, served));
    }

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task Rpc_EveryRole_IsLetInAsTheContractSays(string path)
    {
        var method = ContractFiles.Services.SelectMany(static service => service.Methods).Single(method => $"/{method.Service.FullName}/{method.Name}" == path);
        using var client = new HttpClient();
        foreach (var role in _roles)
        {
            var mayCall = method.GetOptions().GetExtension(AccessExtensions.Access).Callers.Contains(role);
            var (status, reason) = await CallAsync(client, path, role, endless: mayCall && method.IsServerStreaming);
            Assert.Equal((role, !mayCall), (role, reason == "ROLE_DENIED"));
            Assert.NotEqual(StatusCode.Unauthenticated, status);
            if (!mayCall)
                Assert.Equal(StatusCode.PermissionDenied, status);
        }
    }

    [Fact]
    public async Task Http_EveryRole_IsLetInAsTheContractSays()
    {
        var policy = _hub.Services.GetRequiredService<AccessPolicy>();
        using var client = new HttpClient { BaseAddress = _hub.Http };
        foreach (var endpoint in Endpoints().OfType<RouteEndpoint>().Where(static endpoint => IsHttp(endpoint) && !AccessPolicy.IsOpen(endpoint)))
        {
            foreach (var role in _roles.Except(policy.CallersOf(endpoint)!))
            {
                using var request = new HttpRequestMessage(MethodOf(endpoint), AddressOf(endpoint.RoutePattern.RawText!));
                request.Headers.Add("databus-role", role.ToString().ToLowerInvariant());
                using var answer = await client.SendAsync(request, Token);
                Assert.Equal((endpoint.DisplayName, role, HttpStatusCode.Forbidden), (endpoint.DisplayName, role, answer.StatusCode));
                Assert.Contains("ROLE_DENIED", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
            }
        }
    }

    private IEnumerable<Endpoint> Endpoints() => _hub.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    private static bool IsHttp(Endpoint endpoint) => endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not null || endpoint.Metadata.GetMetadata<HttpAccess>() is not null;

    private static HttpMethod MethodOf(Endpoint endpoint) => new(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET");

    // A value for each parameter: {name} or {**name}.
    private static string AddressOf(string pattern) => string.Join('/', pattern.Split('/').Select(static part => part.StartsWith('{') ? "x" : part));

    // An empty message is refused by most methods, for what it lacks; that they looked at it shows that the caller was let in.
    private async Task<(StatusCode Status, string Reason)> CallAsync(HttpClient client, string path, CallerRole role, bool endless)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_hub.Grpc, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.Add("databus-role", role.ToString().ToLowerInvariant());
        request.Headers.Add("te", "trailers");
        if (endless)
            request.Headers.Add("grpc-timeout", "100m");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, Token);
        var headers = answer.Headers.Concat(answer.TrailingHeaders).ToLookup(static header => header.Key, static header => header.Value.First());
        var details = headers["grpc-status-details-bin"].FirstOrDefault() is { } text ? Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(Padded(text))) : new Google.Rpc.Status();
        var reason = details.Details.Where(static detail => detail.Is(Google.Rpc.ErrorInfo.Descriptor)).Select(static detail => detail.Unpack<Google.Rpc.ErrorInfo>().Reason).FirstOrDefault() ?? "";
        return ((StatusCode)int.Parse(headers["grpc-status"].First(), CultureInfo.InvariantCulture), reason);
    }

    private static string Padded(string base64) => base64.PadRight((base64.Length + 3) / 4 * 4, '=');
}
