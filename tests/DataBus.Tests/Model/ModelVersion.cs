namespace DataBus.Tests.Model;

/// <summary>How a source orders its versions.</summary>
internal enum VersionOrder
{
    /// <summary>It sends none.</summary>
    None,

    /// <summary>A total order.</summary>
    Sequence,

    /// <summary>A coarse order.</summary>
    Time,
}

/// <summary>A source version, as small as it gets.</summary>
/// <param name="Order">How it is ordered.</param>
/// <param name="Value">Where it stands in that order.</param>
/// <param name="Generation">How often its source had been rebased when it came: versions of others are no versions to it.</param>
internal readonly record struct ModelVersion(VersionOrder Order, int Value, int Generation = 0)
{
    public static readonly ModelVersion None = new(VersionOrder.None, 0);

    /// <summary>Below, at or above the other; null if the two cannot be compared: then order is order of arrival.</summary>
    public int? CompareWith(ModelVersion other) =>
        Order == VersionOrder.None || Order != other.Order || Generation != other.Generation ? null : Value.CompareTo(other.Value);

    /// <summary>Whether a content with this version, arriving later, is newer than one with the other.</summary>
    public bool IsHigherThan(ModelVersion other) => CompareWith(other) is > 0;

    /// <summary>Whether it is below the other of the same source and generation.</summary>
    public bool IsLowerThan(ModelVersion other) => CompareWith(other) is < 0;

    public override string ToString() => Order switch
    {
        VersionOrder.Sequence => $"s{Value}",
        VersionOrder.Time => $"t{Value}",
        _ => "-",
    };
}
