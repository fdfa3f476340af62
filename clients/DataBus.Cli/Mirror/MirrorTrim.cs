using DataBus.Cli.Mirror.Databases;

namespace DataBus.Cli.Mirror;

/// <summary>Forgets old lines of <c>databus_change</c> in small steps, beside what is written anyway.</summary>
/// <param name="session">The database.</param>
/// <param name="keep">How long a line is kept; zero: for ever.</param>
/// <param name="time">The clock.</param>
internal sealed class MirrorTrim(MirrorSession session, TimeSpan keep, TimeProvider time)
{
    // More than a frame brings, so that a backlog shrinks.
    private const int Step = 5_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (keep == TimeSpan.Zero)
            return;
        // Numbers rise with time: so the oldest lines are looked at, and no index over the times is needed.
        var oldest = session.Sql($"SELECT max(id) FROM (SELECT id, at FROM {MirrorTables.Change} ORDER BY id LIMIT {Step}) AS oldest WHERE at < ")
            .Value(MirrorType.Time, time.GetUtcNow() - keep);
        long? last = null;
        await foreach (var row in session.RowsAsync(oldest, cancellationToken))
            last = (long?)row[0];
        if (last is { } id)
            await session.ExecuteAsync(session.Sql($"DELETE FROM {MirrorTables.Change} WHERE id <= ").Number(id), cancellationToken);
    }
}
