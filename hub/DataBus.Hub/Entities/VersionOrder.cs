using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>Compares source versions: a clock or a counter of the source, never the hub's.</summary>
internal static class VersionOrder
{
    /// <summary>Less than zero: <paramref name="left"/> is older; null: not to be told, so order of arrival is order.</summary>
    public static int? Compare(SourceVersion? left, SourceVersion? right)
    {
        if (left is null || right is null || left.OrderCase != right.OrderCase)
            return null;
        return left.OrderCase switch
        {
            SourceVersion.OrderOneofCase.Sequence => left.Sequence.CompareTo(right.Sequence),
            SourceVersion.OrderOneofCase.Time => left.Time.CompareTo(right.Time),
            _ => null,
        };
    }

    /// <summary>Whether a failed push is newer than a content of this version that the source has sent in its generation of now.</summary>
    public static bool IsNewer(HeldRef held, SourceVersion? version, SourceRow source) =>
        IsOf(held, source) && Compare(held.Version, version) > 0;

    /// <summary>Whether a failed push is no newer than a content of this version of the source in its generation of now, whenever it arrived.</summary>
    public static bool IsOlder(HeldRef held, SourceVersion? version, SourceRow source) =>
        IsOf(held, source) && Compare(held.Version, version) is { } order
        && (order < 0 || (order == 0 && held.Version.OrderCase == SourceVersion.OrderOneofCase.Sequence));

    /// <summary>The live version as far as it counts: of this source, in its generation of now. Another owner's counted otherwise.</summary>
    public static SourceVersion? Current(Slot slot, SourceRow source) =>
        slot.Source == source.Source && slot.Generation == source.Generation ? slot.Version : null;

    /// <summary>EVENT: the highest sequence accepted of this source in its generation of now; 0 if none.</summary>
    public static ulong TailOf(Slot slot, SourceRow source) =>
        slot.TailSource == source.Source && slot.TailGeneration == source.Generation ? slot.TailSequence : 0;

    private static bool IsOf(HeldRef held, SourceRow source) => held.Source == source.Source && held.Generation == source.Generation;
}
