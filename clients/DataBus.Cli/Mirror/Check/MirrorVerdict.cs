namespace DataBus.Cli.Mirror.Check;

/// <summary>What a check found of one kind.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="Revision">The revision at which mirror and hub were compared.</param>
/// <param name="Rows">Rows of the mirror.</param>
/// <param name="Contents">Rows whose columns were compared.</param>
/// <param name="Differences">Rows that differ, at most <see cref="MirrorCheck.MaxDifferences"/>.</param>
internal sealed record MirrorVerdict(string Kind, ulong Revision, long Rows, long Contents, IReadOnlyList<MirrorDifference> Differences);
