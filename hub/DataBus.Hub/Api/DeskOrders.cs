using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>An operator's order about a few failed pushes: says everything that is wrong with it at once, and what one item missed.</summary>
internal sealed class DeskOrders
{
    /// <summary>More than so many items are a job.</summary>
    public const int MaxItems = 100;

    private const int MaxReason = 500;
    private const int MaxEdits = 100;
    private const int MaxDays = 60;

    private readonly QueryRequests _flaws = new();
    private readonly ServerCallContext _context;
    private readonly string _actor;
    private readonly IReadOnlyList<FailedRef> _items;
    private string _reason = "";

    private DeskOrders(ServerCallContext context, string actor, IReadOnlyList<FailedRef> items) => (_context, _actor, _items) = (context, actor, items);

    /// <exception cref="HubException">PERMISSION_DENIED: the caller is no operator.</exception>
    public static DeskOrders Begin(ServerCallContext context, IReadOnlyList<FailedRef> items)
    {
        var caller = CallerIdentity.Of(context);
        var order = new DeskOrders(context, caller.Actor, items);
        if (items.Count is 0 or > MaxItems)
            order._flaws.Add("items", $"有 {items.Count} 条，应为 1 至 {MaxItems} 条；更多请用作业（databus failed 加筛选条件）。",
                $"There are {items.Count} items; 1 to {MaxItems} are allowed, more are a job (databus failed with a filter).");
        return order;
    }

    public void Reason(string reason, bool isRequired)
    {
        _reason = reason;
        _flaws.Text("reason", reason, MaxReason, isRequired);
    }

    public void Edits(IReadOnlyList<FieldEdit> edits, bool withdraw) => DemandEdits(_flaws, edits, withdraw);

    public void WorkingDays(uint days) => DemandDays(_flaws, days);

    public void Code(string code, IViews views) => DemandCode(_flaws, code, views);

    /// <exception cref="HubException">INVALID_ARGUMENT; for one item ABORTED (moved), FAILED_PRECONDITION (no typed view).</exception>
    public async Task<DeskAnswer> ActAsync(IIntake intake, Func<DeskActs, FailedRef, Doer, DeskResult> act)
    {
        _flaws.Demand();
        var by = new Doer(_actor, _reason);
        var answer = await intake.ActAsync(new DeskOrder(_items, (acts, item) => act(acts, item, by)), _context.CancellationToken);
        if (answer.Results is [var only])
            Demand(only);
        return answer;
    }

    /// <summary>Adds what is wrong with edits.</summary>
    public static void DemandEdits(QueryRequests flaws, IReadOnlyList<FieldEdit> edits, bool withdraw)
    {
        if (withdraw ? edits.Count > 0 : edits.Count is 0 or > MaxEdits)
            flaws.Add("edits", $"有 {edits.Count} 处修改，应为 1 至 {MaxEdits} 处（撤回补正时不带修改）。",
                $"There are {edits.Count} edits; 1 to {MaxEdits} are allowed, none with withdraw.");
        for (var i = 0; i < edits.Count; i++)
        {
            if (edits[i].Path.Length == 0)
                flaws.Add($"edits[{i}].path", "未写明字段。", "No field is named.");
            if (edits[i].HowCase == FieldEdit.HowOneofCase.None)
                flaws.Add($"edits[{i}]", "未写明怎样修改。", "It is not said what to change.");
        }
    }

    /// <summary>Adds what is wrong with a count of working days.</summary>
    public static void DemandDays(QueryRequests flaws, uint days)
    {
        if (days > MaxDays)
            flaws.Add("working_days", $"{days} 个工作日，应为 1 至 {MaxDays}，0 表示 5。", $"{days} working days; it must be 1 to {MaxDays}, or 0 for 5.");
    }

    /// <summary>Adds what is wrong with a reason code.</summary>
    public static void DemandCode(QueryRequests flaws, string code, IViews views)
    {
        if (code.Length == 0)
            return;
        using var view = views.Newest();
        var codes = CodeTables.Find("discard_reason")!.Entries.Select(static entry => entry.Code)
            .Concat(view.Tables().Codes.Where(static added => added.Table == "discard_reason").Select(static added => added.Code))
            .ToList();
        if (!codes.Contains(code))
            flaws.Add("code", $"“{code}”不是丢弃原因，可用：{string.Join("、", codes)}。", $"\"{code}\" is no reason code; there are: {string.Join(", ", codes)}.");
    }

    // Among several each has its own answer; of one the status tells it too, to whoever looks at no more.
    private static void Demand(DeskResult only)
    {
        if (only.Result == ActResults.Moved)
            throw Moved(only);
        if (only.Result == ActResults.NoTypedView)
            throw new HubException(new Refusal(
                StatusCode.FailedPrecondition, "NO_TYPED_VIEW",
                $"失败推送 {only.Id} 没有可改的字段（原始行未能映射）：请修正映射后重读（databus failed reread {only.Id}）。",
                $"The failed push {only.Id} has no fields to change (no change could be made of its row): mend the mapping and read it again."));
        if (only.Result == ActResults.WrongType)
            throw HubMessages.Invalid("edits", only.Problem, only.Problem);
    }

    private static HubException Moved(DeskResult only)
    {
        var last = only.Last ?? new DeskAct();
        return new HubException(new Refusal(
            StatusCode.Aborted, "ITEM_MOVED",
            $"失败推送 {only.Id} 已被 {last.Actor} 于 {last.At} 处理（{last.Act}），现为版本 {only.Version}：请重新查看。",
            $"The failed push {only.Id} was moved by {last.Actor} at {last.At} ({last.Act}), it has the version {only.Version} now: look again.")
        {
            Metadata = new Dictionary<string, string>
            {
                ["id"] = $"{only.Id}",
                ["version"] = $"{only.Version}",
                ["actor"] = last.Actor,
                ["act"] = last.Act,
                ["at"] = $"{last.At}".Trim('"'),
            },
        });
    }
}
