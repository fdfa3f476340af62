using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Hub.Api;

public sealed class AlertsApiTests : IAsyncLifetime
{
    private const string Source = "science.platforms";
    private const string Subject = $"paused:{Source}";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private OperationsService.OperationsServiceClient Operations => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task AcknowledgeAlert_BySubjectOrId_IsShownWithWhoAndWhy()
    {
        var id = await EnterAsync(AlertStates.Raised);
        var raised = await AlertAsync();

        await Operations.AcknowledgeAlertAsync(new AcknowledgeAlertRequest { Id = id, Reason = "在查" }, Operator, cancellationToken: Token);
        var again = await RefusedAsync(new AcknowledgeAlertRequest { Subject = Subject, Reason = "在查" });
        var acknowledged = await AlertAsync();

        Assert.Equal((AlertState.Raised, 1UL, "停了", "It stopped."), (raised.State, raised.Count, raised.TextZh, raised.TextEn));
        Assert.Equal((AlertState.Acknowledged, "王**", "在查"), (acknowledged.State, acknowledged.AcknowledgedBy, acknowledged.AcknowledgedReason));
        Assert.Equal(StatusCode.FailedPrecondition, again.StatusCode);
    }

    [Fact]
    public async Task ListAlerts_Closed_ShowsItOnlyIfAllAreWanted()
    {
        _ = await EnterAsync(AlertStates.Raised);
        _ = await EnterAsync(AlertStates.Closed);

        var open = await Operations.ListAlertsAsync(new ListAlertsRequest(), Operator, cancellationToken: Token);
        var all = await Operations.ListAlertsAsync(new ListAlertsRequest { All = true }, Operator, cancellationToken: Token);
        var late = await RefusedAsync(new AcknowledgeAlertRequest { Subject = Subject, Reason = "在查" });

        Assert.Empty(open.Alerts);
        Assert.Equal(AlertState.Closed, Assert.Single(all.Alerts).State);
        Assert.Equal(StatusCode.FailedPrecondition, late.StatusCode);
    }

    [Fact]
    public async Task AcknowledgeAlert_WrongRequests_AreRefused()
    {
        var unknown = await RefusedAsync(new AcknowledgeAlertRequest { Subject = "paused:no.such", Reason = "x" });
        var unknownId = await RefusedAsync(new AcknowledgeAlertRequest { Id = 4711, Reason = "x" });
        var both = await RefusedAsync(new AcknowledgeAlertRequest { Subject = Subject, Id = 1, Reason = "x" });
        var silent = await RefusedAsync(new AcknowledgeAlertRequest { Subject = Subject });
        var reader = await Assert.ThrowsAsync<RpcException>(() => Operations.AcknowledgeAlertAsync(
            new AcknowledgeAlertRequest { Subject = Subject, Reason = "x" }, cancellationToken: Token).ResponseAsync);
        var looker = await Assert.ThrowsAsync<RpcException>(() => Operations.ListAlertsAsync(new ListAlertsRequest(), cancellationToken: Token).ResponseAsync);

        Assert.Equal(
            (StatusCode.NotFound, StatusCode.NotFound, StatusCode.InvalidArgument, StatusCode.InvalidArgument),
            (unknown.StatusCode, unknownId.StatusCode, both.StatusCode, silent.StatusCode));
        Assert.Equal((StatusCode.PermissionDenied, StatusCode.PermissionDenied), (reader.StatusCode, looker.StatusCode));
    }

    private Task<ulong> EnterAsync(string state) => _hub.Services.GetRequiredService<IIntake>().SetAlertAsync(
        new AlertSet { Subject = Subject, State = state, Count = 1, Actor = "hub", Text = "停了", TextEn = "It stopped." }, Token);

    private async Task<Alert> AlertAsync() =>
        Assert.Single((await Operations.ListAlertsAsync(new ListAlertsRequest(), Operator, cancellationToken: Token)).Alerts);

    private Task<RpcException> RefusedAsync(AcknowledgeAlertRequest request) =>
        Assert.ThrowsAsync<RpcException>(() => Operations.AcknowledgeAlertAsync(request, Operator, cancellationToken: Token).ResponseAsync);
}
