using DataBus.Hub.Log;

namespace DataBus.Hub.Delivery;

/// <summary>
/// The newest records, read from the log once for all readers that keep up. Who is further behind reads the log by itself, and
/// nobody waits for anybody: a slow reader is simply further behind.
/// </summary>
internal sealed class SharedTail(IExchangeLog log)
{
    private const int KeptBytes = 4 << 20;

    private readonly Lock _gate = new();
    private readonly List<LogRecord> _records = [];
    private long _bytes;
    // All that the log has behind this revision, up to the last record kept, is kept.
    private ulong _from;

    /// <summary>The log itself.</summary>
    public IExchangeLog Log => log;

    /// <summary>As <see cref="IExchangeLog.Read"/>.</summary>
    public IReadOnlyList<LogRecord> Read(ulong afterRevision, int maxBytes)
    {
        lock (_gate)
        {
            if (afterRevision >= End)
                Extend(afterRevision, maxBytes);
            if (afterRevision >= _from)
                return Page(afterRevision, maxBytes);
        }
        return log.Read(afterRevision, maxBytes);
    }

    /// <summary>Forgets what is kept: it is not as the log has it any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _from = End;
            _records.Clear();
            _bytes = 0;
        }
    }

    private ulong End => _records.Count > 0 ? _records[^1].LastRevision : _from;

    private void Extend(ulong afterRevision, int maxBytes)
    {
        if (afterRevision > End)
        {
            _records.Clear();
            _from = afterRevision;
            _bytes = 0;
        }
        foreach (var record in log.Read(End, maxBytes))
        {
            _records.Add(record);
            _bytes += record.Body.Length;
        }
        // Half of it at once: dropping the first of a list costs as much as dropping many.
        if (_bytes > KeptBytes)
            Drop(KeptBytes / 2);
    }

    private void Drop(int kept)
    {
        var count = 0;
        for (; _bytes > kept; count++)
            _bytes -= _records[count].Body.Length;
        if (count == 0)
            return;
        _from = _records[count - 1].LastRevision;
        _records.RemoveRange(0, count);
    }

    private List<LogRecord> Page(ulong afterRevision, int maxBytes)
    {
        var page = new List<LogRecord>();
        var bytes = 0;
        for (var i = FirstBehind(afterRevision); i < _records.Count && bytes < maxBytes; i++)
        {
            page.Add(_records[i]);
            bytes += _records[i].Body.Length;
        }
        return page;
    }

    private int FirstBehind(ulong revision)
    {
        var (low, high) = (0, _records.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _records[middle].LastRevision > revision ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
