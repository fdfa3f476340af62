using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>One failed push whole, as an operator reads it: what it is, what is wrong, what came, what would go out, who did what.</summary>
internal sealed class ShowPage(CliContext context)
{
    private Texts Texts => context.Texts;

    public void Show(GetFailedResponse answer)
    {
        foreach (var (name, value) in Facts(answer.Item).Where(fact => fact.Value.Length > 0))
            context.Output.Fact(Texts[name], value);
        foreach (var address in answer.Deletes)
            context.Output.Fact(Texts["fact.deletes"], ItemText.AddressOf(address));
        ShowViolations(answer.Item);
        if (answer.Raw.Length > 0)
            context.Output.Fact(Texts["fact.raw"], answer.Raw.ToStringUtf8());
        ContentTable.Show(context, answer);
        ShowHistory(answer);
        ShowWaiting(answer);
        ShowEntity(answer);
    }

    private IEnumerable<(string Name, string Value)> Facts(FailedPush item) =>
    [
        ("fact.item", $"{item.Id}@{item.Version}"),
        ("fact.state", $"{ItemText.StateOf(item.State, Texts)} {(item.WaitsFor > 0 ? $"{item.WaitsFor}" : item.DiscardCode)}".TrimEnd()),
        ("fact.origin", $"{item.Source} {item.Pass} #{item.Row}"),
        ("fact.address", ItemText.AddressOf(item)),
        ("fact.held-at", DistrictTime.Text(item.HeldAt)),
        ("fact.attempts", $"{item.Attempts} / {item.SeenAgain}"),
        ("fact.releasable", item.Releasable ? Texts["fact.yes"] : ""),
        ("fact.due", item.Due),
        ("fact.correction", item.Correction == CorrectionState.Unspecified ? "" : Texts.Word("correction", $"{item.Correction}".ToLowerInvariant())),
        ("fact.review", DistrictTime.Text(item.ReviewDue)),
        ("fact.proposed-by", item.ProposedBy),
        ("fact.accepted-as", item.AcceptedAs > 0 ? $"{item.AcceptedAs}" : ""),
        ("fact.job", item.Job > 0 ? $"{item.Job}" : ""),
    ];

    private void ShowViolations(FailedPush item)
    {
        if (item.Violations.Count == 0)
            return;
        Title(Texts["fact.violations"]);
        context.Output.Table(
            Texts.IsChinese ? ["规则", "级别", "字段", "值", "说明"] : ["rule", "severity", "field", "value", "text"],
            item.Violations.Select(broken => (IReadOnlyList<string>)
            [
                broken.Rule, Texts.Word("severity", $"{broken.Severity}".ToLowerInvariant()), broken.Field, broken.Value,
                ItemText.MessageOf(broken, Texts),
            ]));
    }

    private void ShowHistory(GetFailedResponse answer)
    {
        Title(Texts["fact.history"]);
        context.Output.Table(
            Texts.IsChinese ? ["时间", "谁", "做了什么", "字段", "理由", "作业", "修订"] : ["at", "who", "act", "fields", "reason", "job", "revision"],
            answer.History.Select(act => (IReadOnlyList<string>)
            [
                DistrictTime.Text(act.At), act.Actor, Texts.Word("act", act.Act), string.Join(' ', act.Fields), act.Reason,
                act.Job > 0 ? $"{act.Job}" : "", $"{act.Revision}",
            ]));
    }

    private void ShowWaiting(GetFailedResponse answer)
    {
        if (answer.Waiting.Count == 0)
            return;
        Title(Texts.Format("fact.waiting", answer.WaitingCount));
        ItemTable.Show(context, answer.Waiting);
    }

    private void ShowEntity(GetFailedResponse answer)
    {
        if (answer.Golden.Count == 0)
            return;
        Title(Texts["fact.golden"]);
        foreach (var change in answer.Golden)
        {
            var kind = FacetCatalogue.Of(change);
            context.Output.Fact($"  {kind?.Zh} {Addresses.Of(change)?.Instance}".TrimEnd(), $"{kind?.ContentOf(change)}");
        }
    }

    private void Title(string text) => context.Output.Line($"{text}:");
}
