using DataBus.Hub.Api;
using DataBus.V1;

namespace DataBus.Tests.Hub.Api;

public sealed class TaskStatesTests
{
    private const string Today = "2026-11-24";

    [Fact]
    public void Of_NewestProgressOfEachUnit_IsTaken()
    {
        var task = Of(
            Progress("区工信局", "2026Q3", "2026-09-30", "RUNNING"),
            Progress("区工信局", "2026Q4", "2026-11-20", "BEHIND"),
            Progress("区农业农村委", "2026Q3", "2026-09-30", "DONE"));

        Assert.Equal(["区科技局", "区工信局", "区农业农村委"], task.Units.Select(unit => unit.Unit));
        Assert.Equal([null, "2026Q4", "2026Q3"], task.Units.Select(unit => unit.Progress?.Period));
    }

    [Theory]
    [InlineData("2026-11-23", "RUNNING", true)]
    [InlineData("2026-11-24", "RUNNING", false)]
    [InlineData("2026-11-23", "DONE", false)]
    [InlineData("", "RUNNING", false)]
    public void Of_DueDayOfTheUnit_IsOverdueAfterItUntilDone(string dueOn, string state, bool overdue)
    {
        var progress = Progress("区工信局", "2026Q4", "2026-11-20", state);
        progress.DueOn = dueOn;

        var task = Of(progress);

        Assert.Equal((overdue, overdue), (task.Overdue, task.Units[1].Overdue));
    }

    [Fact]
    public void Of_DueDayOfTheTask_HoldsForUnitsThatHaveNotReported()
    {
        var task = TaskStates.Of(Task(dueOn: "2026-06-30", Progress("区工信局", "2026Q4", "2026-11-20", "DONE")), Today)!;

        Assert.Equal([("区科技局", true), ("区工信局", false)], task.Units.Select(unit => (unit.Unit, unit.Overdue)));
    }

    [Fact]
    public void Of_SupervisedUnit_MarksTheTask()
    {
        var progress = Progress("区工信局", "2026Q4", "2026-11-20", "BEHIND");
        progress.IsSupervised = true;

        Assert.True(Of(progress).Supervised);
        Assert.False(Of().Supervised);
    }

    [Fact]
    public void Of_Indicator_IsNoTask() => Assert.Null(TaskStates.Of(
        new Entity { Facets = { new FacetState { Change = new Change { IndicatorDefinition = new IndicatorDefinition() } } } }, Today));

    private static TaskState Of(params TaskProgress[] progress) => TaskStates.Of(Task(dueOn: "", progress), Today)!;

    private static Entity Task(string dueOn, params TaskProgress[] progress)
    {
        var definition = new TaskDefinition { Code = "T-05", Units = { "区科技局", "区工信局" }, DueOn = dueOn };
        return new Entity
        {
            Facets =
            {
                new FacetState { Change = new Change { TaskDefinition = definition } },
                progress.Select(one => new FacetState { Change = new Change { TaskProgress = one } }),
            },
        };
    }

    private static TaskProgress Progress(string unit, string period, string asOf, string state) =>
        new() { Unit = unit, Period = period, AsOf = asOf, State = state, Progress = "进展" };
}
