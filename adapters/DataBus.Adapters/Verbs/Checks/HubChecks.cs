using DataBus.Adapters.Declaration;
using DataBus.Adapters.Verbs.Samples;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Adapters.Verbs.Checks;

/// <summary>The steps on the hub's side: does it answer, does the source own what it declares, may it push?</summary>
internal sealed class HubChecks(CheckReport report, string hub)
{
    /// <summary>Runs them.</summary>
    /// <param name="source">The source.</param>
    /// <param name="sample">Rows of it; null if none could be read.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task RunAsync(SourceDeclaration source, SourceSample? sample, CancellationToken cancellationToken)
    {
        using var client = new DataBusClient(new DataBusOptions { Hub = hub, Source = source.Source });
        try
        {
            var status = await client.Operations.GetStatusAsync(cancellationToken);
            report.Ok(CheckStep.Hub, $"{hub}, 契约 contract {status.Contract}");
            await CheckOwnershipAsync(client, source, sample, cancellationToken);
            await CheckLeaseAsync(client, source, cancellationToken);
        }
        catch (DataBusException e)
        {
            var reason = e.Code == StatusCode.Unavailable ? "连不上 / cannot be reached" : e.Message;
            report.Failed(CheckStep.Hub, $"{hub}: {reason}", "启动枢纽, 或用 --hub 给出地址 / start the hub, or give its address by --hub");
            report.Skipped(CheckStep.Ownership, CheckStep.Verdicts, CheckStep.Lease);
        }
    }

    private async Task CheckOwnershipAsync(DataBusClient client, SourceDeclaration source, SourceSample? sample, CancellationToken cancellationToken)
    {
        const string Cure = "由运维人员办理 / an operator does it: databus ownership transfer";
        var owned = (await client.Governance.ListOwnershipAsync(cancellationToken)).Owned.Where(part => part.Source == source.Source).ToList();
        var missing = source.Facets.Select(facet => facet.Facet).Distinct().Where(facet => !owned.Exists(part => part.Part.Facet == facet)).ToList();
        if (missing.Count > 0)
        {
            report.Failed(CheckStep.Ownership, $"{string.Join(", ", missing)} 不归 {source.Source} / {source.Source} does not own these", Cure);
            report.Skipped(CheckStep.Verdicts);
            return;
        }
        var request = new JudgeRequest { Source = source.Source, Items = { sample?.Items.Select(item => item.Item) ?? [] } };
        var judged = (await client.JudgeAsync(request, cancellationToken)).Judged;
        // What the adapter could not convert names no part of anybody.
        var refused = judged.Where((one, index) =>
            one.Outcome == Outcome.Refused && request.Items[index].Violations.All(violation => violation.Severity != Severity.Error)).ToList();
        if (refused.Count > 0)
            report.Failed(CheckStep.Ownership, $"{refused.Count} 行: {refused[0].Violations[^1].MessageZh} / {refused[0].Violations[^1].MessageEn}", Cure);
        else
            report.Ok(CheckStep.Ownership, string.Join(", ", owned.Select(part => part.Part.Part.Length == 0 ? part.Part.Facet : $"{part.Part.Facet}:{part.Part.Part}")));
        SayVerdicts(judged);
    }

    // A few held rows are data, most are a wrong declaration.
    private void SayVerdicts(IReadOnlyList<Judged> judged)
    {
        var counts = judged.Count == 0
            ? "没有行可判 / no row to judge"
            : string.Join(", ", judged.GroupBy(one => one.Outcome).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
        var held = judged.Where(one => one.Outcome is Outcome.Held or Outcome.Refused).ToList();
        var first = held.FirstOrDefault()?.Violations.FirstOrDefault(violation => violation.Severity == Severity.Error);
        var text = first is null ? counts : $"{counts}; 例如 for example {first.Rule} {first.MessageZh} / {first.MessageEn}";
        if (held.Count * 2 > judged.Count)
            report.Failed(CheckStep.Verdicts, text, "逐行看 / look row by row: databus adapter preview");
        else
            report.Ok(CheckStep.Verdicts, text);
    }

    private async Task CheckLeaseAsync(DataBusClient client, SourceDeclaration source, CancellationToken cancellationToken)
    {
        var state = (await client.Operations.ListSourcesAsync(cancellationToken)).Sources.FirstOrDefault(one => one.Source == source.Source);
        if (state is null)
            report.Failed(CheckStep.Lease, $"枢纽没有来源 {source.Source} / the hub has no such source", "databus ownership transfer");
        else if (state.Paused)
            report.Failed(CheckStep.Lease, $"已暂停 paused: {state.PausedReason}", $"处理后 when mended: databus sources resume {source.Source}");
        else if (state.Holder.Length > 0)
            report.Failed(CheckStep.Lease, $"由 {state.Holder} 持有 / is held", "先停下那个适配器; 若就是它在运行, 不必再做什么 / stop that adapter first; if it is the one that runs, all is well");
        else
            report.Ok(CheckStep.Lease, "空闲 / free");
    }
}
