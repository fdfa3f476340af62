using System.Runtime.InteropServices;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>Counts the failed pushes of one source as they come and change, so that nobody has to look through them to count.</summary>
internal sealed class DeskSourceCounts
{
    /// <summary>Rules that are told by name: a metric must not grow with what adapters call theirs.</summary>
    private const int MaxRules = 20;

    private readonly Dictionary<string, int> _openByRule = new(StringComparer.Ordinal);
    private readonly Dictionary<FailedState, int> _byState = [];
    private readonly Dictionary<int, int> _returnedByDue = [];
    private readonly Dictionary<ulong, long> _reviews = [];
    private int _openCorrections;

    /// <summary>No id below this one is open.</summary>
    public ulong FirstOpen { get; set; } = ulong.MaxValue;

    /// <summary>Whether any is open.</summary>
    public bool HasOpen => _openByRule.Count > 0;

    /// <summary>Counts an item in (+1) or out (-1).</summary>
    public void Count(in DeskRow row, string rule, int by)
    {
        Add(_byState, row.State, by);
        if (row.State == FailedState.Returned)
            Add(_returnedByDue, row.Due, by);
        if (row.Correction == CorrectionState.Open)
            _openCorrections += by;
        if (row.ReviewDue > 0)
            CountReview(in row, by);
        if (!row.IsOpen)
            return;
        Add(_openByRule, rule, by);
        FirstOpen = by > 0 ? Math.Min(FirstOpen, row.Id) : FirstOpen;
    }

    public DeskFigures Figures(string source, DateTimeOffset? oldestOpen, DateTimeOffset now, DateOnly today) => new(
        source,
        OpenByRule(),
        oldestOpen,
        _byState.GetValueOrDefault(FailedState.Replayed),
        _byState.GetValueOrDefault(FailedState.Settled),
        _byState.GetValueOrDefault(FailedState.Discarded),
        _byState.GetValueOrDefault(FailedState.Returned),
        _returnedByDue.Where(day => day.Key > 0 && day.Key < today.DayNumber).Sum(static day => day.Value),
        _openCorrections,
        _reviews.Count(review => review.Value < now.UtcTicks));

    private List<KeyValuePair<string, int>> OpenByRule()
    {
        var all = _openByRule.OrderByDescending(static one => one.Value).ThenBy(static one => one.Key, StringComparer.Ordinal).ToList();
        return all.Count <= MaxRules ? all : [.. all.Take(MaxRules), new("", all.Skip(MaxRules).Sum(static one => one.Value))];
    }

    private void CountReview(in DeskRow row, int by)
    {
        if (by > 0)
            _reviews[row.Id] = row.ReviewDue;
        else
            _ = _reviews.Remove(row.Id);
    }

    private static void Add<TKey>(Dictionary<TKey, int> counts, TKey key, int by) where TKey : notnull
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count += by;
        if (count == 0)
            _ = counts.Remove(key);
    }
}
