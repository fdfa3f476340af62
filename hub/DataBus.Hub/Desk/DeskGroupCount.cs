namespace DataBus.Hub.Desk;

/// <summary>Counts failed pushes of one cause, met in the order of ids.</summary>
internal sealed class DeskGroupCount
{
    private const int MaxSample = 3;

    private readonly List<ulong> _sample = [];
    private readonly HashSet<int> _sources = [];
    private long _oldest = long.MaxValue;
    private long _newest;

    public ulong Count { get; private set; }

    /// <summary>The oldest id.</summary>
    public ulong First => _sample[0];

    public void Add(in DeskRow row)
    {
        Count++;
        if (_sample.Count < MaxSample)
            _sample.Add(row.Id);
        _ = _sources.Add(row.Source);
        _oldest = Math.Min(_oldest, row.HeldAt);
        _newest = Math.Max(_newest, row.HeldAt);
    }

    public DeskGroup Of(DeskCause cause, DeskTexts texts) => new(
        cause,
        Count,
        new DateTimeOffset(_oldest, TimeSpan.Zero),
        new DateTimeOffset(_newest, TimeSpan.Zero),
        [.. _sources.Select(source => texts[source]).Order(StringComparer.Ordinal)],
        _sample);
}
