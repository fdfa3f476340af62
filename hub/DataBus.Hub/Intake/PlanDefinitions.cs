using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>The definitions of indicators and tasks that the contract ships, as changes of the source <c>hub</c>.</summary>
internal static class PlanDefinitions
{
    /// <summary>Those that are not live as they are.</summary>
    public static IReadOnlyList<Change> NewIn(IViewReader view) =>
    [
        .. All().Where(change => view.FindSlot(AddressKey.Of(Addresses.Of(change)!)) is not { IsLive: true } slot
            || !slot.OriginHash.Span.SequenceEqual(OriginHash.Of(change))),
    ];

    private static IEnumerable<Change> All() =>
    [
        .. IndicatorDefinitions.All.Select(one => new Change { Key = PlanKeys.OfCode(one.Code), IndicatorDefinition = one.Clone() }),
        .. TaskDefinitions.All.Select(one => new Change { Key = PlanKeys.OfCode(one.Code), TaskDefinition = one.Clone() }),
    ];
}
