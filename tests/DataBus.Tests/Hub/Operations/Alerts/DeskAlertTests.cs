using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Tests.Hub.Operations.Alerts;

public sealed class DeskAlertTests : IAsyncDisposable
{
    private const string Subject = $"failed:{AlertDesk.Source}:{AlertDesk.Rule}:valid_from";
    private const string Overdue = $"overdue:{AlertDesk.Source}";

    private readonly AlertDesk _desk = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TickAsync_Returned_IsTheBureausUntilItsDayHasPassed()
    {
        await _desk.FailAsync(0, 2);
        await _desk.TickAsync();
        await ActAsync(new JobAct { Return = new JobReturn() }, due: "2026-11-25");
        await _desk.TickAsync();
        var returned = await _desk.AlertsAsync();

        // The day of the district ends eight hours before that of UTC.
        _desk.Hub.Time.Advance(TimeSpan.FromHours(40));
        await _desk.TickAsync();
        var overdue = await _desk.AlertAsync(Overdue);
        await ActAsync(new JobAct { Discard = new JobDiscard() });
        await _desk.TickAsync();

        Assert.NotNull(Assert.Single(returned).ClosedAt);
        Assert.Equal((Subject, 2UL), (returned[0].Subject, overdue.Count));
        Assert.Contains("最早应于 2026-11-25 前改正", overdue.Text, StringComparison.Ordinal);
        Assert.Null(overdue.ClosedAt);
        Assert.NotNull((await _desk.AlertAsync(Overdue)).ClosedAt);
    }

    [Fact]
    public async Task TickAsync_JobWaitsAndStops_IsToldUntilSomebodyActs()
    {
        await _desk.FailAsync(0, 400);
        var job = await StartAsync();
        await _desk.TickAsync();
        var proposed = await _desk.AlertAsync($"job-proposed:{job}");

        _ = await _desk.Hub.Core.Intake.DecideJobAsync(new DecideJobRequest { Job = job, Approve = true }, "李**", Token);
        while (await _desk.Hub.Core.Intake.StepJobAsync(job, Token) is { State: JobState.Running })
        {
        }

        await _desk.TickAsync();
        var approved = await _desk.AlertAsync($"job-proposed:{job}");
        var stopped = await _desk.AlertAsync($"job-stopped:{job}");
        await _desk.RestartAsync();
        await _desk.TickAsync();
        _ = await _desk.Hub.Core.Intake.ControlJobAsync(new ControlJobRequest { Job = job, Control = JobControl.Cancel }, "王**", Token);
        await _desk.TickAsync();

        Assert.Contains($"提出的作业 {job}（400 条）等待另一人批准", proposed.Text, StringComparison.Ordinal);
        Assert.NotNull(approved.ClosedAt);
        Assert.Contains($"The job {job} has stopped at", stopped.TextEn, StringComparison.Ordinal);
        Assert.Null(stopped.ClosedAt);
        Assert.NotNull((await _desk.AlertAsync($"job-stopped:{job}")).ClosedAt);
        Assert.Equal(3, _desk.Mail.Mails.Count);
        Assert.DoesNotContain(_desk.Mail.Mails, static mail => $"{mail.Subject} {mail.TextBody}".Contains(AlertDesk.Canary, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private async Task<ulong> StartAsync()
    {
        var created = new JobCreated
        {
            Act = new JobAct { Replay = new JobReplay() },
            Actor = "王**",
            Reason = $"再试 {AlertDesk.Canary}",
            State = JobState.Proposed,
            MaxFailedPercent = 10,
        };
        var job = await _desk.Hub.Core.Intake.StartJobAsync(created, await OpenAsync(), Token);
        return job.Job_;
    }

    private async Task ActAsync(JobAct act, string due = "")
    {
        var answer = await _desk.Hub.Core.Intake.ActAsync(
            new DeskOrder(await OpenAsync(), (acts, item) => acts.Do(act, item, due, new Doer("王**", "请改正"))), Token);
        Assert.All(answer.Results, static result => Assert.Contains(result.Result, (string[])["returned", "discarded"]));
    }

    private async Task<IReadOnlyList<FailedRef>> OpenAsync()
    {
        using var view = await _desk.Hub.Core.Views.AtLeastAsync(_desk.Hub.Core.Log.Head, Token);
        return [.. view.ScanHeld().Select(static one => new FailedRef { Id = one.Key })];
    }
}
