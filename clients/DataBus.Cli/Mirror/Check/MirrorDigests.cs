using DataBus.Cli.Mirror.Databases;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli.Mirror.Check;

/// <summary>Digests of the mirror's own rows, as digest.proto says.</summary>
internal sealed class MirrorDigests(MirrorSession session, IReadOnlyList<MirrorTable> tables, CancellationToken cancellationToken)
{
    public async Task<SetDigests> MakeAsync(int depth)
    {
        var digests = new SetDigests(depth);
        await foreach (var (table, row, revision) in RowsAsync())
            digests.Add(NameOf(table, row), (ulong)revision);
        return digests;
    }

    /// <summary>The rows whose places begin with some prefixes.</summary>
    public async Task<Dictionary<(MirrorTable Table, MirrorRow Row), long>> WithinAsync(IReadOnlySet<ByteString> prefixes)
    {
        var found = new Dictionary<(MirrorTable, MirrorRow), long>();
        await foreach (var (table, row, revision) in RowsAsync())
        {
            if (SetDigests.IsWithin(NameOf(table, row), prefixes))
                found.Add((table, row), revision);
        }

        return found;
    }

    private async IAsyncEnumerable<(MirrorTable Table, MirrorRow Row, long Revision)> RowsAsync()
    {
        foreach (var table in tables)
        {
            var sql = session.Sql($"SELECT {string.Join(", ", MirrorRow.Columns)}, revision FROM ").Quoted(table.Name);
            await foreach (var row in session.RowsAsync(sql, cancellationToken))
                yield return (table, MirrorRow.Of(row), (long)row[^1]!);
        }
    }

    private static byte[] NameOf(MirrorTable table, MirrorRow row) => SetDigests.NameOf(row.Place.Key, table.Facet.Name, row.Place.Instance, row.EventId);
}
