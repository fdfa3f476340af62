using DataBus.Hub.Entities;

namespace DataBus.Hub.Operations.Backups;

/// <summary>What a rehearsed restore found.</summary>
/// <param name="Manifest">What the backup says of itself.</param>
/// <param name="Differing">Views of the backup that are not what its log makes of them; none: all is equal.</param>
/// <param name="AreComparable">False: another version made the backup's views, and they were only rebuilt.</param>
/// <param name="Entities">Entities by kind.</param>
/// <param name="Sources">The sources, with position and open failed pushes.</param>
internal sealed record RehearsedRestore(
    BackupManifest Manifest, IReadOnlyList<string> Differing, bool AreComparable, EntityCounts Entities, IReadOnlyList<SourceRow> Sources)
{
    /// <summary>Whether the backup can be relied on.</summary>
    public bool IsSound => Differing.Count == 0;
}
