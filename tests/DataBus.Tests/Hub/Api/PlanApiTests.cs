using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Api;

public sealed class PlanApiTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;
    private PlanService.PlanServiceClient _plan = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true);

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync(time: _time);
        _plan = new PlanService.PlanServiceClient(_hub.Channel);
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task ListTasks_DefinitionsAndProgress_AreJoined()
    {
        _ = await FreezeAsync("first");
        await _hub.PushAsync("industry.chain", Progress("T-05", "区工信局", "2026-11-23"));

        var all = await _plan.ListTasksAsync(new ListTasksRequest(), cancellationToken: Token);
        var supervised = await _plan.ListTasksAsync(new ListTasksRequest { SupervisedOnly = true }, cancellationToken: Token);

        Assert.Equal(TaskDefinitions.All, all.Tasks.Select(task => task.Definition));
        var task = Assert.Single(supervised.Tasks);
        var unit = task.Units.Single(one => one.Unit == "区工信局");
        Assert.Equal(("T-05", true, "底账未齐", true), (task.Definition.Code, task.Overdue, unit.Progress.Problems, unit.Overdue));
        Assert.Null(task.Units[0].Progress);
        Assert.Equal("2026-11-24", all.AsOf);
    }

    [Fact]
    public async Task FreezeMeeting_JustPushed_IsInTheFrozenFiguresAndStaysThere()
    {
        var label = Sound.TierLabel;
        (label.Code, label.ValidFrom, label.ValidTo, label.State) = ("T3b", "2026-01-01", "2026-12-31", "VALID");
        await _hub.PushAsync("science.tier-labels", Sound.Of(label));
        await _hub.PushAsync("science.observations", Observed("JN-13", "7"), Observed("JN-01", "3"));

        var frozen = await FreezeAsync("2026-Q3");
        label.State = "WITHDRAWN";
        await _hub.PushAsync("science.tier-labels", Sound.Of(label));
        var later = await FreezeAsync("2026-Q4");

        var kept = Assert.Single((await _plan.ListMeetingsAsync(new ListMeetingsRequest { Number = "2026-Q3" }, cancellationToken: Token)).Meetings);
        Assert.Equal(frozen.Meeting, kept);
        Assert.Equal(IndicatorDefinitions.All.Select(one => one.Code), kept.Figures.Select(figure => figure.Code));
        Assert.Equal(("1", "7", "2026-11-24"), Numbers(kept, "JN-13"));
        Assert.Equal(("", "3", "2026-09-30"), Numbers(kept, "JN-01"));
        Assert.Equal("0", Numbers(later.Meeting, "JN-13").Computed);
        Assert.Equal(["2026-Q3", "2026-Q4"], (await _plan.ListMeetingsAsync(new ListMeetingsRequest(), cancellationToken: Token)).Meetings.Select(one => one.Number));
    }

    [Fact]
    public async Task FreezeMeeting_FiguresOfTheRevision_AreThoseThatWerePublished()
    {
        var frozen = await FreezeAsync("2026-Q3");

        var states = await new QueryService.QueryServiceClient(_hub.Channel).ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: Token);

        Assert.Equal(
            frozen.Meeting.Figures.Select(figure => (figure.Code, figure.Computed, figure.Reported)),
            states.Indicators.Select(state => (state.Code, state.Computed, state.Reported)));
        Assert.InRange(frozen.Meeting.FrozenAt, 1UL, frozen.Revision);
    }

    [Fact]
    public async Task FreezeMeeting_SameNumberAgain_IsRefused()
    {
        _ = await FreezeAsync("2026-Q3");

        var again = await Assert.ThrowsAsync<RpcException>(() => FreezeAsync("2026-Q3"));

        Assert.Equal(StatusCode.AlreadyExists, again.StatusCode);
    }

    [Theory]
    [InlineData("", "2026-11-24", StatusCode.InvalidArgument)]
    [InlineData("2026-Q3", "2026-13-24", StatusCode.InvalidArgument)]
    public async Task FreezeMeeting_WrongRequest_IsRefused(string number, string heldOn, StatusCode code)
    {
        var wrong = await Assert.ThrowsAsync<RpcException>(() => FreezeAsync(number, heldOn));

        Assert.Equal(code, wrong.StatusCode);
        Assert.Empty((await _plan.ListMeetingsAsync(new ListMeetingsRequest(), cancellationToken: Token)).Meetings);
    }

    [Fact]
    public async Task FreezeMeeting_ByAReader_IsDenied()
    {
        var denied = await Assert.ThrowsAsync<RpcException>(() => _plan.FreezeMeetingAsync(
            new FreezeMeetingRequest { Number = "1", Title = "会" }, HubFixture.Caller(), cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
    }

    // The hub computes its figures for the first time a moment after it has started.
    private async Task<FreezeMeetingResponse> FreezeAsync(string number, string heldOn = "")
    {
        var request = new FreezeMeetingRequest { Number = number, Title = "调度会", HeldOn = heldOn };
        while (true)
        {
            try
            {
                return await _plan.FreezeMeetingAsync(request, Operator, cancellationToken: Token);
            }
            catch (RpcException early) when (early.StatusCode == StatusCode.Unavailable)
            {
                await Task.Yield();
            }
        }
    }

    private static (string Computed, string Reported, string AsOf) Numbers(Meeting meeting, string code)
    {
        var figure = meeting.Figures.Single(one => one.Code == code);
        return (figure.Computed, figure.Reported, figure.AsOf);
    }

    private static Change Observed(string code, string value) => new()
    {
        Key = new Key { Kind = Kind.Indicator, Scheme = "code", Value = code },
        Observation = new Observation { Period = "2026Q3", Reporter = "区科技局", Value = value, AsOf = "2026-09-30" },
    };

    private static Change Progress(string code, string unit, string dueOn) => new()
    {
        Key = new Key { Kind = Kind.Indicator, Scheme = "code", Value = code },
        TaskProgress = new TaskProgress
        {
            Unit = unit,
            Period = "2026Q4",
            State = "BEHIND",
            Progress = "已摸底",
            Problems = "底账未齐",
            DueOn = dueOn,
            AsOf = "2026-11-20",
        },
    };
}
