using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake.Jobs;

/// <summary>The refusals about jobs, each with what to do.</summary>
internal static class JobRefusals
{
    public static HubException NoJob(ulong job) => HubMessages.NotFound($"作业 {job} / job {job}");

    public static HubException NothingToDo() => HubMessages.Invalid(
        [new RequestFlaw("selection", "没有符合条件的失败推送。", "No failed push matches.")], "NOTHING_MATCHES");

    public static HubException NotProposed(Job job) => Refuse(
        "NOT_PROPOSED", job, $"作业 {job.Job_} 不在待批状态。", $"The job {job.Job_} does not wait for a second person.");

    public static HubException OwnProposal(Job job) => new(new Refusal(
        StatusCode.PermissionDenied, "NEEDS_SECOND_PERSON",
        $"作业 {job.Job_} 由 {job.Actor} 提出，须由另一人批准。",
        $"The job {job.Job_} was proposed by {job.Actor}: another person has to approve it.")
    { Metadata = Facts(job) });

    public static HubException NotNow(Job job, JobControl control) => Refuse(
        "JOB_STATE", job, $"作业 {job.Job_} 处于 {job.State}，不能 {control}。", $"The job {job.Job_} is {job.State}; {control} is not possible now.");

    public static HubException NotUndoable(Job job) => Refuse(
        "NOT_UNDOABLE", job,
        $"作业 {job.Job_}（{job.State}）不能撤销：须先暂停、取消或结束，且撤销与放行本身不可撤销。",
        $"The job {job.Job_} ({job.State}) cannot be undone: pause or cancel it first; an undo and a release are not undone.");

    public static HubException RehearseAgain(uint then, uint now) => new(new Refusal(
        StatusCode.FailedPrecondition, "REHEARSE_AGAIN",
        $"预演之后规则已变（规则集 {then} → {now}），请重新预演。", $"The rules have changed since the rehearsal (rule set {then} → {now}): rehearse again."));

    private static HubException Refuse(string reason, Job job, string zh, string en) =>
        new(new Refusal(StatusCode.FailedPrecondition, reason, zh, en) { Metadata = Facts(job) });

    private static Dictionary<string, string> Facts(Job job) => new() { ["job"] = $"{job.Job_}", ["state"] = $"{job.State}", ["actor"] = job.Actor };
}
