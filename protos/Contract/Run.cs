namespace DataBus.V1;

/// <summary>How a run numbers its changes. A sparse one, of a filtered or trimmed record, has not all that it covers.</summary>
public sealed partial class Run
{
    /// <summary>How many changes of it there are.</summary>
    public int ChangeCount => Revisions.Count > 0 ? Revisions.Count : (int)Count;

    /// <summary>The revision of one of its changes.</summary>
    /// <param name="index">Which, from 0, below <see cref="ChangeCount"/>.</param>
    public ulong RevisionOf(int index) => Revisions.Count > 0 ? Revisions[index] : FirstRevision + (ulong)index;

    /// <summary>The run with some of its changes only: itself if these are all, else another.</summary>
    /// <param name="kept">Their revisions, in order; at least one.</param>
    public Run Only(IReadOnlyCollection<ulong> kept)
    {
        if (kept.Count == ChangeCount)
            return this;
        var sparse = Clone();
        sparse.Revisions.Clear();
        sparse.Revisions.Add(kept);
        return sparse;
    }
}
