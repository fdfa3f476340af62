using DataBus.Cli.Mirror.Databases;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror.Check;

/// <summary>Proves that the tables are what the hub has, or names the rows that are not.</summary>
/// <param name="client">The hub.</param>
/// <param name="session">The database.</param>
/// <param name="run">Brings the mirror up to the head.</param>
/// <param name="moved">Told the revision that the hub went on to while it was compared, and the number of the new try.</param>
internal sealed class MirrorCheck(DataBusClient client, MirrorSession session, MirrorRun run, Func<ulong, int, Task> moved)
{
    /// <summary>So many rows that differ are named of a kind.</summary>
    public const int MaxDifferences = 1_000;

    private const int MaxTries = 20;

    // With so many each differing bucket has few rows; a set has no more buckets than rows.
    private const int Depth = SetDigests.MaxDepth;
    private const int PrefixesAtOnce = 256;
    private const int EntitiesAtOnce = 500;

    /// <summary>Compares kind by kind; the whole when the hub stood still meanwhile.</summary>
    /// <returns>Null for a kind of which the hub went on at each try.</returns>
    public async Task<IReadOnlyList<MirrorVerdict?>> RunAsync(bool contents, CancellationToken cancellationToken)
    {
        var verdicts = new List<MirrorVerdict?>();
        foreach (var tables in run.Tables.GroupBy(static table => table.Facet.EntityKind))
            verdicts.Add(await CheckAsync(tables.Key, [.. tables], contents, cancellationToken));
        return verdicts;
    }

    private async Task<MirrorVerdict?> CheckAsync(Kind kind, IReadOnlyList<MirrorTable> tables, bool contents, CancellationToken cancellationToken)
    {
        var request = new GetDigestRequest
        {
            Scope = new DigestScope { Kind = KeyText.Name(kind), Facets = { tables.Select(static table => table.Facet.Name) } },
            Depth = Depth,
            Narrow = true,
        };
        for (var number = 2; number <= MaxTries + 1; number++)
        {
            request.AtLeastRevision = await run.RunAsync(once: true, cancellationToken);
            var hub = await client.Digests.GetAsync(request, cancellationToken);
            if (hub.Revision == request.AtLeastRevision)
                return await CompareAsync(request.Scope, hub, tables, contents, cancellationToken);
            await moved(hub.Revision, number);
        }

        return null;
    }

    private async Task<MirrorVerdict> CompareAsync(
        DigestScope scope, GetDigestResponse hub, IReadOnlyList<MirrorTable> tables, bool contents, CancellationToken cancellationToken)
    {
        var digests = new MirrorDigests(session, tables, cancellationToken);
        var own = await digests.MakeAsync(Depth);
        var differences = new List<MirrorDifference>();
        foreach (var prefixes in SetDigests.Differing(own.All(), hub.Buckets).Chunk(PrefixesAtOnce).TakeWhile(_ => differences.Count < MaxDifferences))
        {
            var request = new ListDigestedRequest { Scope = scope, Prefixes = { prefixes }, PageToken = hub.PageToken };
            differences.AddRange(await NarrowAsync(request, await digests.WithinAsync(prefixes.ToHashSet()), tables, cancellationToken));
        }

        var columns = new MirrorContents(new MirrorBatch(session, cancellationToken), session.Dialect);
        if (contents)
            await AddAlteredAsync(differences, columns, scope.Kind, hub.Revision, tables, cancellationToken);
        return new MirrorVerdict(scope.Kind, hub.Revision, own.Count, columns.Compared, [.. differences.Take(MaxDifferences)]);
    }

    private async Task<IEnumerable<MirrorDifference>> NarrowAsync(
        ListDigestedRequest request, Dictionary<(MirrorTable Table, MirrorRow Row), long> own, IReadOnlyList<MirrorTable> tables, CancellationToken cancellationToken)
    {
        var byFacet = tables.ToDictionary(static table => table.Facet.Name, StringComparer.Ordinal);
        var found = new List<MirrorDifference>();
        await foreach (var at in client.Digests.ListAsync(request, cancellationToken))
        {
            var (table, row) = (byFacet[at.Address.Facet], new MirrorRow(MirrorPlace.Of(at.Address), at.EventId));
            if (!own.Remove((table, row), out var mirror))
                found.Add(MirrorDifference.Of(table, row, (long)at.Revision, null));
            else if (mirror != (long)at.Revision)
                found.Add(MirrorDifference.Of(table, row, (long)at.Revision, mirror));
        }

        return found.Concat(own.Select(static left => MirrorDifference.Of(left.Key.Table, left.Key.Row, null, left.Value)));
    }

    private async Task AddAlteredAsync(
        List<MirrorDifference> differences, MirrorContents contents, string kind, ulong revision, IReadOnlyList<MirrorTable> tables, CancellationToken cancellationToken)
    {
        var request = new ListEntitiesRequest { Kind = kind, PageSize = EntitiesAtOnce };
        do
        {
            var page = await client.Query.ListEntitiesAsync(request, cancellationToken);
            var states = page.Entities.SelectMany(static entity => entity.Facets).Where(static state => state.Change.ContentCase != Change.ContentOneofCase.Pending)
                .ToLookup(static state => FacetCatalogue.Of(state.Change)?.Name);
            foreach (var table in tables.Where(table => states.Contains(table.Facet.Name)))
                differences.AddRange(await contents.CompareAsync(table, [.. states[table.Facet.Name]], page.Revision == revision));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0 && differences.Count < MaxDifferences);
    }
}
