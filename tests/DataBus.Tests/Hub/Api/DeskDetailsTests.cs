using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

/// <summary>One failed push, whole; and who looked at it.</summary>
public sealed class DeskDetailsTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task GetFailed_OfAnEnterpriseThatIsKnown_ShowsAllOfIt()
    {
        await _hub.PushAsync(FailedChanges.Registrations, Sound.Of(Sound.Registration));
        await _hub.PushAsync("science.tier-labels", Sound.Of(Sound.TierLabel));
        var label = Sound.TierLabel;
        label.ValidFrom = "2025-13-01";
        var id = await HoldAsync("science.tier-labels", Sound.Of(label));

        var answer = await GetAsync(id, "王**");

        Assert.Equal(["enterprise.registration", "enterprise.tier_label"], answer.Golden.Select(static change => FacetCatalogue.Of(change)!.Name).Order(StringComparer.Ordinal));
        Assert.Equal("2025-01-01", answer.Live.TierLabel.ValidFrom);
        Assert.Null(answer.Patched);
        Assert.Empty(answer.Waiting);
    }

    [Fact]
    public async Task GetFailed_Patched_ShowsWhatItWouldPublishAtItsAddress()
    {
        var id = await HoldAsync(FailedChanges.Registrations, FailedChanges.Registration(1));
        await Desk.PatchFailedAsync(
            new PatchFailedRequest { Items = { new FailedRef { Id = id } }, Edits = { new FieldEdit { Path = "established_on", Value = "2019-12-01" } }, Reason = "电话核实" },
            Caller("李**"), cancellationToken: Token);

        var answer = await GetAsync(id, "王**");

        Assert.Equal("2019-13-01", answer.Change.Registration.EstablishedOn);
        Assert.Equal("2019-12-01", answer.Patched.Registration.EstablishedOn);
        Assert.Equal(["established_on"], answer.Item.PatchedFields);
    }

    [Fact]
    public async Task GetFailed_BlockingEvents_ShowsWhatWaitsInOrder()
    {
        var bad = Samples.Event("1", 1);
        bad.LegalEvent.Code = "??";
        var id = await HoldAsync("ip-center.api", bad);
        var waiting = await _hub.PushAsync("ip-center.api", Samples.Event("2", 2), Samples.Event("3", 3));

        var answer = await GetAsync(id, "王**");

        Assert.Equal(2UL, answer.WaitingCount);
        Assert.Equal(waiting.Exceptions.Select(static one => one.FailedId), answer.Waiting.Select(static item => item.Id));
        Assert.All(answer.Waiting, item => Assert.Equal((FailedState.Waiting, id), (item.State, item.WaitsFor)));
    }

    [Fact]
    public async Task GetFailed_ClosedOrPersonal_IsOnRecordWithWhoLooked()
    {
        var deduction = await HoldAsync(FailedChanges.Deductions, FailedChanges.Deduction("-1"));
        var registration = await HoldAsync(FailedChanges.Registrations, FailedChanges.Registration(1));

        foreach (var id in new[] { deduction, registration })
        {
            await GetAsync(id, "李**");
            var viewed = (await GetAsync(id, "王**")).History[^1];

            Assert.Equal(("viewed", "李**"), (viewed.Act, viewed.Actor));
        }
    }

    [Fact]
    public async Task GetFailed_NeitherClosedNorPersonal_LeavesNoEntry()
    {
        var label = Sound.TierLabel;
        label.ValidFrom = "2025-13-01";
        var id = await HoldAsync("science.tier-labels", Sound.Of(label));

        await GetAsync(id, "李**");

        Assert.Equal(["held"], (await GetAsync(id, "王**")).History.Select(static act => act.Act));
    }

    [Fact]
    public async Task GetFailed_NoSuchId_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => GetAsync(999_999, "王**"));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    private static Metadata Caller(string actor) => HubFixture.Caller(isOperator: true, actor: actor);

    private async Task<GetFailedResponse> GetAsync(ulong id, string actor) =>
        await Desk.GetFailedAsync(new GetFailedRequest { Id = id }, Caller(actor), cancellationToken: Token);

    private async Task<ulong> HoldAsync(string source, Change change) => Assert.Single((await _hub.PushAsync(source, change)).Exceptions).FailedId;
}
