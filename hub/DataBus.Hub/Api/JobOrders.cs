using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Intake.Jobs;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What a job was ordered to do, to which items.</summary>
/// <param name="Act">The act.</param>
/// <param name="Items">The items, oldest first; of an undo what it would undo.</param>
/// <param name="NeedsSecond">Why a second person is needed; empty if none is.</param>
internal sealed record JobOrder(JobAct Act, IReadOnlyList<FailedRef> Items, string NeedsSecond);

/// <summary>Reads the orders of jobs: the act, the items that it is about, and whether one person may do it.</summary>
internal sealed class JobOrders(IExchangeLog log, IViews views, FailedSearch search, BatchPreparation preparation, HubOptions options)
{
    private const int MaxItems = 100_000;

    /// <exception cref="HubException">INVALID_ARGUMENT, with everything that is wrong; RESOURCE_EXHAUSTED: too many items.</exception>
    public async Task<JobOrder> ReadAsync(JobAct? act, Selection? selection, Action<QueryRequests> more, CancellationToken cancellationToken)
    {
        var flaws = new QueryRequests();
        Demand(act, flaws);
        var filter = Demand(act, selection, flaws);
        more(flaws);
        flaws.Demand();

        var items = filter is null ? await GivenAsync(act!, selection, cancellationToken) : await FoundAsync(filter, cancellationToken);
        if (items.Count == 0)
            throw JobRefusals.NothingToDo();
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        return new JobOrder(act!, items, options.TwoPeople ? NeedsSecond.Why(act!, items, view) : "");
    }

    /// <exception cref="HubException">FAILED_PRECONDITION: the rules are not those of the rehearsal.</exception>
    public void DemandRules(StartJobRequest request)
    {
        if (request.RuleSet != 0 && request.RuleSet != preparation.Rules.Version)
            throw JobRefusals.RehearseAgain(request.RuleSet, preparation.Rules.Version);
    }

    private void Demand(JobAct? act, QueryRequests flaws)
    {
        switch (act?.ActCase)
        {
            case null or JobAct.ActOneofCase.None or JobAct.ActOneofCase.Release:
                flaws.Add("act", "未说明要做什么。", "It is not said what to do.");
                break;
            case JobAct.ActOneofCase.Patch:
                DeskOrders.DemandEdits(flaws, act.Patch.Edits, withdraw: false);
                break;
            case JobAct.ActOneofCase.Discard:
                DeskOrders.DemandCode(flaws, act.Discard.Code, views);
                break;
            case JobAct.ActOneofCase.Return:
                DeskOrders.DemandDays(flaws, act.Return.WorkingDays);
                break;
        }
    }

    private static FailedFilter? Demand(JobAct? act, Selection? selection, QueryRequests flaws)
    {
        if (act?.Undo is not null)
        {
            if (selection is not null)
                flaws.Add("selection", "撤销针对整个作业，不另选条目。", "An undo is of a whole job; no items are selected.");
            return null;
        }

        if (selection is null || (selection.Items.Count == 0) == (selection.Filter is null))
            flaws.Add("selection", "须给出条目或筛选条件之一。", "Either items or a filter must be given.");
        return selection?.Filter is { } filter ? flaws.Filter(filter) : null;
    }

    private async Task<IReadOnlyList<FailedRef>> FoundAsync(FailedFilter filter, CancellationToken cancellationToken)
    {
        var page = await search.FindAsync(filter, 0, MaxItems, cancellationToken);
        return page.HasMore ? throw TooMany((long)page.Total) : [.. page.Ids.Select(static id => new FailedRef { Id = id })];
    }

    private async Task<IReadOnlyList<FailedRef>> GivenAsync(JobAct act, Selection? selection, CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        if (act.Undo is { } undo)
            return [.. JobCommands.Undoable(view.FindJob(undo.Job)?.Job ?? throw JobRefusals.NoJob(undo.Job), view.FindChunk)];
        if (selection!.Items.Count > MaxItems)
            throw TooMany(selection.Items.Count);
        var unknown = selection.Items.Where(item => view.FindHeld(item.Id) is null).Select(static item => item.Id).Take(10).ToList();
        return unknown.Count == 0
            ? [.. selection.Items.DistinctBy(static item => item.Id)]
            : throw HubMessages.Invalid("selection.items", $"没有失败推送 {string.Join("、", unknown)}。", $"There is no failed push {string.Join(", ", unknown)}.");
    }

    private static HubException TooMany(long count) => new(new Refusal(
        StatusCode.ResourceExhausted, "TOO_MANY_ITEMS",
        $"有 {count} 条，一个作业最多 {MaxItems} 条：请缩小筛选范围。", $"There are {count} items; a job has at most {MaxItems}: narrow the filter."));
}
