using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Why a job needs a second person.</summary>
internal static class NeedsSecond
{
    /// <summary>One person may do no more at once.</summary>
    private const int Bulk = 100;

    /// <summary>One person may patch no more at once, with a review within a day.</summary>
    private const int Few = 20;

    /// <summary>The reason, in Chinese and English; empty if one person may do it.</summary>
    public static string Why(JobAct act, IReadOnlyList<FailedRef> items, IViewReader view)
    {
        if (act.ActCase is JobAct.ActOneofCase.Return or JobAct.ActOneofCase.Reread)
            return "";
        if (items.Count > Bulk)
            return $"超过 {Bulk} 条 / more than {Bulk} items";
        if (act.ActCase == JobAct.ActOneofCase.Patch && items.Count > Few)
            return $"一次修改超过 {Few} 条 / more than {Few} items patched at once";
        return items.Select(item => view.FindHeld(item.Id)!).Select(item => Why(act, item)).FirstOrDefault(static why => why.Length > 0) ?? "";
    }

    private static string Why(JobAct act, HeldItem item)
    {
        var isMended = item.Patched is not null || act.ActCase == JobAct.ActOneofCase.Patch;
        if (act.ActCase == JobAct.ActOneofCase.Replay && item.Entry.Deletes.Count > 0)
            return "批量删除 / mass deletes";
        if ((act.ActCase == JobAct.ActOneofCase.Replay && HeldRefs.IsRekeyed(item)) || act.Patch?.Edits.Any(edit => NamesKey(edit.Path, item)) is true)
            return "改键 / a changed key";
        if (SecondPerson.IsClosed(item) && (act.ActCase == JobAct.ActOneofCase.Discard || (isMended && act.ActCase is JobAct.ActOneofCase.Patch or JobAct.ActOneofCase.Replay)))
            return "不予共享的分面 / a closed facet";
        return "";
    }

    private static bool NamesKey(string path, HeldItem item) => path.StartsWith("key.", StringComparison.Ordinal)
        || (item.Entry.Change is { } change && FacetCatalogue.Of(change) is { } facet
            && (facet.InstanceFields.Any(field => field.Name == path) || facet.EventIdField?.Name == path));
}
