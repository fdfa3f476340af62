using System.Globalization;
using DataBus.Hub.Indicators;
using DataBus.Hub.Indicators.Movements;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Makes one part of all entities of a movement, for callers who may not see the facets that it rests on.</summary>
internal static class ClosedParts
{
    public static void Merge(Movement movement)
    {
        var closed = movement.Parts.Where(static part => part.Reason is MovementReason.Change or MovementReason.Day).ToArray();
        _ = movement.Parts.RemoveAll(closed.Contains);
        movement.AddEffect(
            new MovementPart { Reason = MovementReason.Closed },
            closed.Where(static part => part.HasEffect).Sum(static part => decimal.Parse(part.Effect, CultureInfo.InvariantCulture)));
    }
}
