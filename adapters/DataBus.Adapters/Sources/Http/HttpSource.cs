using System.Globalization;
using System.Runtime.CompilerServices;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Http;

/// <summary>A JSON API: each feed is walked whole, then pushed, if its ETag changed.</summary>
internal sealed class HttpSource(SourceDeclaration source, RowMapping mapping, FeedReader reader, FeedDrift drift, TimeProvider time) : ISource
{
    private readonly HttpInput _input = (HttpInput)source.Input;

    /// <summary>Walks each feed once. If nothing is new, one step says that the source was heard from.</summary>
    public async IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = HttpPosition.Parse(state.Position);
        var open = state.OpenPass;
        foreach (var feed in _input.Feeds.OrderBy(f => f.Feed != position.Walk?.Feed))
        {
            var isResumed = open is not null && position.Walk?.Feed == feed.Feed;
            var known = position.Feed(feed.Feed);
            var walk = await reader.ReadAsync(feed, known.Since, isResumed ? null : known.ETag, cancellationToken);
            if (open is not null && walk?.ETag != position.Walk?.ETag)
            {
                yield return Changed(open, position);
                position = position with { Walk = null };
                open = null;
            }
            if (walk is null)
                continue;
            drift.Demand(feed, walk.Items);
            mapping.DemandForms(walk.Items.Select(item => new JsonRow(item) { Feed = feed.Feed }));
            var live = feed.Mode == PassMode.Full ? await LiveAddresses.LoadAsync(state.Hub, source.Source, cancellationToken) : null;
            var after = position.With(feed.Feed, new FeedPosition(walk.ETag, Highest(feed, walk, known.Since)));
            if (walk.Items.Count == 0 && feed.Mode == PassMode.Changes && open is null)
                yield return new SourceStep(after.ToString());
            else
            {
                foreach (var step in Steps(feed, walk, live, position, after, Pass(feed, open)))
                    yield return step;
            }
            (position, open) = (after, null);
        }
        if (position.ToString() == state.Position)
            yield return new SourceStep(state.Position);
    }

    private Pass Pass(FeedDeclaration feed, Pass? open) => open is not null
        ? new Pass { Id = open.Id, Mode = open.Mode }
        : new Pass { Id = string.Create(CultureInfo.InvariantCulture, $"walk:{feed.Feed}:{time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}"), Mode = feed.Mode };

    private IEnumerable<SourceStep> Steps(
        FeedDeclaration feed, FeedWalk walk, LiveAddresses? live, HttpPosition position, HttpPosition after, Pass pass)
    {
        var items = walk.Items.Select((item, index) => mapping.Map(new JsonRow(item) { Feed = feed.Feed, Number = (ulong)index + 1 })).ToList();
        var ambiguity = new Ambiguity();
        foreach (var item in items.OfType<MappedItem>())
        {
            ambiguity.Add(item);
            live?.Meet(item);
        }
        SourceStep? last = null;
        for (var row = position.Walk?.Row ?? 0; row < (ulong)items.Count; row++)
        {
            if (last is not null)
                yield return last;
            var here = position with { Walk = new WalkPosition(feed.Feed, walk.ETag, row + 1) };
            last = Step(here.ToString(), pass, items[(int)row], ambiguity, live);
        }
        last ??= new SourceStep("") { Pass = pass };
        yield return last with { PositionAfter = after.ToString(), Close = Close(feed, walk, live) };
    }

    private static SourceStep Step(string position, Pass pass, MappedItem? item, Ambiguity ambiguity, LiveAddresses? live)
    {
        var step = new SourceStep(position) { Pass = pass };
        if (item is null)
            return step with { OutOfScope = 1 };
        var isAmbiguous = ambiguity.Has(item);
        if (!isAmbiguous && live?.IsLive(item) == true)
            return step with { Unchanged = 1 };
        if (isAmbiguous)
            item.Item.Violations.Add(Ambiguity.Violation());
        return step with { Item = item.Item };
    }

    private PassClose Close(FeedDeclaration feed, FeedWalk walk, LiveAddresses? live)
    {
        var rows = (ulong)walk.Items.Count;
        if (live is null)
            return new PassClose { End = PassEnd.Whole, RowsRead = rows };
        return FullClose.Of(rows, walk.Total, live, source.Of(feed.Feed).Covered);
    }

    private static SourceStep Changed(Pass open, HttpPosition position) => new((position with { Walk = null }).ToString())
    {
        Pass = new Pass { Id = open.Id, Mode = open.Mode },
        Close = new PassClose
        {
            End = PassEnd.Failed,
            RowsRead = position.Walk?.Row ?? 0,
            Reason = "清单在读完之前变了, 重新读取 / the list changed before it was read to its end; it is read again",
        },
    };

    private static long? Highest(FeedDeclaration feed, FeedWalk walk, long? since)
    {
        if (feed.SinceColumn is null)
            return null;
        foreach (var item in walk.Items)
        {
            // An item without a sequence is pushed like any other; its rules say what is wrong with it.
            if (long.TryParse(new JsonRow(item)[feed.SinceColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                since = Math.Max(since ?? 0, sequence);
        }
        return since;
    }
}
