using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Reads what the plan steers by: indicators, tasks, meetings, in key order; pending marks are left out.</summary>
internal static class PlanEntities
{
    public static IEnumerable<Entity> Read(IViewReader view, IExchangeLog log) =>
        EntitySlots.Scan(view, AddressKey.KindPrefix(Kind.Indicator), null)
            .Select(slots => GoldenRecord.Of(slots, log, static change => change.ContentCase == Change.ContentOneofCase.Pending ? null : change))
            .OfType<Entity>();
}
