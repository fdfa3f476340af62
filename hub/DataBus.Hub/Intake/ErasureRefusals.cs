using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>The refusals about erasures, each with what to do.</summary>
internal static class ErasureRefusals
{
    public static HubException NoErasure(ulong id) => HubMessages.NotFound($"擦除 {id} / erasure {id}");

    public static HubException NotProposed(Erasure erasure) => Refuse(
        "NOT_PROPOSED", erasure,
        $"擦除 {erasure.Id} 处于 {erasure.State}，不在待批状态。", $"The erasure {erasure.Id} is {erasure.State}; it does not wait for a second person.");

    public static HubException Running(Erasure erasure) => Refuse(
        "ERASURE_RUNNING", erasure,
        $"擦除 {erasure.Id} 还没有完成；请等它完成，或再次批准它以继续。", $"The erasure {erasure.Id} is not done; wait for it, or confirm it again so that it goes on.");

    public static HubException OwnProposal(Erasure erasure) => new(new Refusal(
        StatusCode.PermissionDenied, "NEEDS_SECOND_PERSON",
        $"擦除 {erasure.Id} 由 {erasure.ProposedBy} 提出，须由另一人批准。",
        $"The erasure {erasure.Id} was proposed by {erasure.ProposedBy}: another person has to confirm it.")
    { Metadata = Facts(erasure) });

    public static HubException AlreadyErased(Erasure erasure) => Refuse(
        "ALREADY_ERASED", erasure,
        $"所列内容已由擦除 {erasure.Id} 擦除，没有剩下的。", $"What is named was erased by the erasure {erasure.Id}; nothing is left of it.");

    private static HubException Refuse(string reason, Erasure erasure, string zh, string en) =>
        new(new Refusal(StatusCode.FailedPrecondition, reason, zh, en) { Metadata = Facts(erasure) });

    private static Dictionary<string, string> Facts(Erasure erasure) => new() { ["erasure"] = $"{erasure.Id}", ["state"] = $"{erasure.State}", ["actor"] = erasure.ProposedBy };
}
