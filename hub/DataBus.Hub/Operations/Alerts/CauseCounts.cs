namespace DataBus.Hub.Operations.Alerts;

/// <summary>Failed pushes by cause, the oldest first.</summary>
internal sealed class CauseCounts
{
    private readonly Dictionary<FailureCause, SortedDictionary<ulong, DateTimeOffset>> _causes = [];

    public IEnumerable<(FailureCause Cause, ulong Count, DateTimeOffset Oldest)> All =>
        _causes.Select(static one => (one.Key, (ulong)one.Value.Count, one.Value.First().Value));

    public void Add(FailureCause? cause, ulong id, DateTimeOffset heldAt)
    {
        if (cause is null)
            return;
        if (!_causes.TryGetValue(cause, out var items))
            _causes.Add(cause, items = []);
        items.Add(id, heldAt);
    }

    public void Remove(FailureCause? cause, ulong id)
    {
        if (cause is null || !_causes.TryGetValue(cause, out var items))
            return;
        _ = items.Remove(id);
        if (items.Count == 0)
            _ = _causes.Remove(cause);
    }
}
