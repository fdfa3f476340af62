using DataBus.Hub.Intake.Jobs;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What operators do to a few failed pushes; each act is decided by the one writer.</summary>
internal sealed partial class DeskApi
{
    public override async Task<PatchFailedResponse> PatchFailed(PatchFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: true);
        order.Edits(request.Edits, request.Withdraw);
        var act = new JobAct { Patch = new JobPatch { Edits = { request.Edits } } };

        var answer = await order.ActAsync(intake, (acts, item, by) => request.Withdraw ? acts.Withdraw(item, by) : acts.Do(act, item, "", by));
        return new PatchFailedResponse { Results = { answer.Results }, Revision = answer.Revision };
    }

    public override async Task<ReplayFailedResponse> ReplayFailed(ReplayFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: false);
        var act = new JobAct { Replay = new JobReplay { Take = request.Take, Force = request.Force } };

        var answer = await order.ActAsync(intake, (acts, item, by) => acts.Do(act, item, "", by));
        return new ReplayFailedResponse { Results = { answer.Results }, Revision = answer.Revision };
    }

    public override async Task<DiscardFailedResponse> DiscardFailed(DiscardFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: true);
        order.Code(request.Code, views);
        var act = new JobAct { Discard = new JobDiscard { Code = request.Code } };

        var answer = await order.ActAsync(intake, (acts, item, by) => acts.Do(act, item, "", by));
        return new DiscardFailedResponse { Results = { answer.Results }, Revision = answer.Revision };
    }

    public override async Task<RestoreFailedResponse> RestoreFailed(RestoreFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: true);

        var answer = await order.ActAsync(intake, static (acts, item, by) => acts.Do(new JobAct { Restore = new JobRestore() }, item, "", by));
        return new RestoreFailedResponse { Results = { answer.Results }, Revision = answer.Revision };
    }

    public override async Task<ReturnFailedResponse> ReturnFailed(ReturnFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: true);
        order.WorkingDays(request.WorkingDays);
        using var view = views.Newest();
        var due = DueDays.Of(request.WorkingDays, time, view.Tables());

        var answer = await order.ActAsync(intake, (acts, item, by) => acts.Do(new JobAct { Return = new JobReturn() }, item, due, by));
        return new ReturnFailedResponse { Results = { answer.Results }, Revision = answer.Revision, Due = due };
    }

    public override async Task<RereadFailedResponse> RereadFailed(RereadFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: false);

        var answer = await order.ActAsync(intake, static (acts, item, by) => acts.Do(new JobAct { Reread = new JobReread() }, item, "", by));
        return new RereadFailedResponse { Results = { answer.Results }, Revision = answer.Revision };
    }

    public override async Task<ConfirmFailedResponse> ConfirmFailed(ConfirmFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: true);

        var answer = await order.ActAsync(intake, static (acts, item, by) => acts.Plain.Confirm(item, by));
        return new ConfirmFailedResponse { Results = { answer.Results }, Revision = answer.Revision };
    }

    public override async Task<ReviewFailedResponse> ReviewFailed(ReviewFailedRequest request, ServerCallContext context)
    {
        var order = DeskOrders.Begin(context, request.Items);
        order.Reason(request.Reason, isRequired: true);

        var answer = await order.ActAsync(intake, static (acts, item, by) => acts.Plain.Review(item, by));
        return new ReviewFailedResponse { Results = { answer.Results }, Revision = answer.Revision };
    }
}
