namespace DataBus.Cli.Mirror;

/// <summary>What a row, or a pending mark, is known by.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="Generation">The reading from the beginning that met it last.</param>
/// <param name="Fresh">The change that brought it, if that came with this frame and is not in the database yet.</param>
internal sealed record MirrorHeld(long Revision, long Generation, MirrorChange? Fresh = null)
{
    /// <summary>Whether a mark or tombstone of a revision ends it; what an earlier reading left ends in any case.</summary>
    public bool EndsAt(long revision, long generation) => Revision <= revision || Generation < generation;
}
