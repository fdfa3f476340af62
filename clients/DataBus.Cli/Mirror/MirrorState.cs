namespace DataBus.Cli.Mirror;

/// <summary>How far a mirror is; kept in its table <c>databus_mirror</c>.</summary>
/// <param name="Bookmark">Where the stream goes on; null: with a snapshot.</param>
/// <param name="Generation">Number of the reading from the beginning; rows carry the one that met them last.</param>
/// <param name="IsSweeping">Rows of earlier generations are still there, and go as soon as the set is the hub's.</param>
internal sealed record MirrorState(byte[]? Bookmark, long Generation, bool IsSweeping)
{
    /// <summary>The whole is read again.</summary>
    public MirrorState Again() => new(null, Generation + 1, true);
}
