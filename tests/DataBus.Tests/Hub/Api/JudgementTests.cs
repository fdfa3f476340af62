using DataBus.Client;
using DataBus.Hub.Entities;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Hub.Api;

/// <summary>Trying changes before they are pushed.</summary>
public sealed class JudgementTests : IAsyncLifetime
{
    private const string Registrations = "market-regulation.registrations";

    private HubFixture _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _client = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString() });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Judge_ChangesOfAllKinds_TellsWhatPushingThemDoes()
    {
        var live = Sound.Of(Sound.Registration);
        await _hub.PushAsync(Registrations, live);
        var bad = Sound.Registration;
        bad.EstablishedOn = "2019-13-01";
        var renamed = Sound.Registration;
        renamed.Name = "改名后的公司";
        PushItem[] items =
        [
            new() { Change = live }, new() { Change = Sound.Of(renamed) }, new() { Change = Sound.Of(bad) },
            new() { Raw = ByteString.CopyFromUtf8("{}") }, new() { Change = Foreign() },
        ];

        var judged = await JudgeAsync(items);

        Assert.Equal(
            [Outcome.Unchanged, Outcome.Accepted, Outcome.Held, Outcome.Held, Outcome.Refused], judged.Judged.Select(one => one.Outcome));
        Assert.Contains(judged.Judged[2].Violations, violation => violation.Rule == "enterprise.registration.established_on.format");
        Assert.Contains("industry.tier-labels", Assert.Single(judged.Judged[4].Violations).MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_Always_WritesNothingAndNeedsNoLease()
    {
        await using var session = await _client.OpenPushAsync(Registrations, "host/1", cancellationToken: Token);
        var before = await SourceAsync();

        await JudgeAsync(new PushItem { Change = Sound.Of(Sound.Registration) }, new PushItem { Raw = ByteString.CopyFromUtf8("{}") });

        Assert.Equal(before, await SourceAsync());
        using var view = await _hub.Services.GetRequiredService<IViews>().AtLeastAsync(0, Token);
        Assert.Null(view.FindSlot(AddressKey.Of(Addresses.Of(Sound.Of(Sound.Registration))!)));
    }

    // Not the head: the hub's own source pushes its definitions and figures meanwhile.
    private async Task<SourceState> SourceAsync() =>
        (await _client.Operations.ListSourcesAsync(Token)).Sources.Single(source => source.Source == Registrations);

    [Fact]
    public async Task Judge_AnothersSource_IsRefused()
    {
        var intake = new IntakeService.IntakeServiceClient(_hub.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(() => intake.JudgeAsync(
            new JudgeRequest { Source = Registrations }, HubFixture.Caller(source: "science.platforms"), cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
    }

    private static Change Foreign()
    {
        var label = Sound.TierLabel;
        label.Code = "M1";
        return Sound.Of(label);
    }

    private Task<JudgeResponse> JudgeAsync(params PushItem[] items) =>
        _client.JudgeAsync(new JudgeRequest { Source = Registrations, Items = { items } }, Token);
}
