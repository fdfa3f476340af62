using DataBus.Cli.Mirror.Databases;

namespace DataBus.Cli.Mirror;

/// <summary>Keeps how far the mirror is.</summary>
internal sealed class MirrorStates(MirrorSession session, CancellationToken cancellationToken)
{
    /// <summary>The state, with the scope that the database was made for; a new one has the scope that is asked for.</summary>
    public async Task<(string Scope, MirrorState State)> ReadAsync(string scope)
    {
        await foreach (var row in session.RowsAsync(session.Sql($"SELECT scope, bookmark, generation, sweeping FROM {MirrorTables.Mirror}"), cancellationToken))
            return ((string)row[0]!, new MirrorState((byte[]?)row[1], (long)row[2]!, (bool)session.Dialect.Read(MirrorType.Boolean, row[3])!));
        var state = new MirrorState(null, 1, false);
        object?[] first = [scope, state.Bookmark, state.Generation, state.IsSweeping];
        await new MirrorBatch(session, cancellationToken).InsertAsync(MirrorTables.Mirror, MirrorTables.MirrorColumns, [first]);
        return (scope, state);
    }

    /// <summary>Gives the database another scope, which is read from the beginning.</summary>
    public Task WriteAsync(MirrorState state, string scope) => session.ExecuteAsync(
        session.Sql($"UPDATE {MirrorTables.Mirror} SET scope = ").Value(MirrorType.Text, scope).Text(", bookmark = ").Value(MirrorType.Bytes, state.Bookmark)
            .Text(", generation = ").Number(state.Generation).Text(", sweeping = ").Value(MirrorType.Boolean, state.IsSweeping), cancellationToken);

    public Task WriteAsync(MirrorState state) => session.ExecuteAsync(
        session.Sql($"UPDATE {MirrorTables.Mirror} SET bookmark = ").Value(MirrorType.Bytes, state.Bookmark).Text(", generation = ").Number(state.Generation)
            .Text(", sweeping = ").Value(MirrorType.Boolean, state.IsSweeping), cancellationToken);
}
