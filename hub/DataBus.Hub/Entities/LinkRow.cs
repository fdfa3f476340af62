namespace DataBus.Hub.Entities;

/// <summary>What a link tells beyond its fields.</summary>
internal sealed partial class LinkRow
{
    /// <summary>Whether it joins its keys: the newest word of an operator counts, and without one what contents state.</summary>
    public bool IsJoined => Word?.Joined ?? StatedBy.Count > 0;

    /// <summary>Whether nothing is said about its keys.</summary>
    public bool IsEmpty => Word is null && StatedBy.Count == 0;
}
