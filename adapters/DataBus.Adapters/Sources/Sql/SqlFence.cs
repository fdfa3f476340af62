namespace DataBus.Adapters.Sources.Sql;

/// <summary>
/// Up to which version nothing can come late, where the database tells which transactions are open. A version that was read
/// is safe once every transaction that was open then has ended, and what they left was read too.
/// </summary>
internal sealed class SqlFence(SqlTable table)
{
    private (long Next, SqlVersion Version)? _pending;
    private SqlVersion? _safe;
    private bool _mayRise;

    /// <summary>Begins a poll; gives the version up to which nothing need be read again, null if nothing is known to be safe.</summary>
    /// <param name="position">Where the source stands.</param>
    /// <param name="isFresh">True: what the last poll gave may not have been committed.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<SqlVersion?> StartAsync(SqlPosition position, bool isFresh, CancellationToken cancellationToken)
    {
        if (isFresh)
            (_pending, _safe) = (null, position.Fence);
        // Asked before the rows are read: what ended until now is in them.
        var snapshot = await table.SnapshotAsync(cancellationToken);
        if (snapshot is null)
            _safe = position.Version;
        _mayRise = snapshot is not null && _pending is { } pending && snapshot.Lowest >= pending.Next;
        return _safe;
    }

    /// <summary>Ends a poll that read up to a version; gives what the position keeps, null for a database that tells nothing.</summary>
    public async Task<SqlVersion?> EndAsync(SqlVersion? read, CancellationToken cancellationToken)
    {
        // Asked after the rows were read: who takes a version below theirs is open now, or has ended.
        if (await table.SnapshotAsync(cancellationToken) is not { } snapshot)
            return null;
        if (_mayRise)
            (_safe, _pending) = (_pending!.Value.Version, null);
        if (_pending is null && read is not null && read.CompareTo(_safe) > 0)
            _pending = (snapshot.Next, read);
        return _safe;
    }
}
