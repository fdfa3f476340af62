using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>
/// Notices that the versions of a table went far back as a whole (it was restored, or renumbered): polls would find nothing new for ever,
/// and nobody would know. A few rows deleted at the top look the same, so a small retreat is left to the sweep and the hub.
/// </summary>
internal sealed class SqlRetreat(SqlTable table, TimeProvider time)
{
    // A look costs the database a query, and a database is not restored every few seconds.
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    private static readonly OverlapDeclaration _far = new(1000, TimeSpan.FromDays(1));

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Looks, if it is time.</summary>
    /// <param name="position">Where the polls stand, with nothing new above.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="SourceDriftException">The highest version lies far below what was read.</exception>
    public async Task DemandNoneAsync(SqlPosition position, CancellationToken cancellationToken)
    {
        if (position.Version is not { } read || time.GetUtcNow() < _next)
            return;
        _next = time.GetUtcNow() + _interval;
        // A table without rows has lost them, which is another question.
        if (await table.HighestAsync(cancellationToken) is not { } highest || highest.CompareTo(read.Minus(_far)) >= 0)
            return;
        throw new SourceDriftException(
            $"SOURCE_WENT_BACK: 已读到版本 {read}, 而来源最高只有 {highest}, 可能由备份恢复或重新编号. 核实后执行 databus sources rebase",
            $"SOURCE_WENT_BACK: version {read} was read, and the highest is {highest} now: restored or renumbered. Look, then databus sources rebase");
    }
}
