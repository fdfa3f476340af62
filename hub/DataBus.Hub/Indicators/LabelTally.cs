using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Enterprises by tier label, each once however many certificates it holds.</summary>
internal sealed class LabelTally
{
    private const string Withdrawn = "WITHDRAWN";
    private const string National = "NATIONAL";
    private const string Champion = "M3";

    private readonly Dictionary<string, HashSet<Key>> _inForce = [];
    private readonly Dictionary<string, HashSet<Key>> _granted = [];
    private readonly HashSet<char> _ladders = [];

    public LabelTally(IEnumerable<Live<TierLabel>> labels, string day)
    {
        foreach (var (key, label) in labels)
        {
            _ladders.Add(label.Code[0]);
            if (label.State == Withdrawn || !CivilDay.IsWithin(day, label.ValidFrom, ""))
                continue;

            Add(_granted, label, key);
            if (CivilDay.IsWithin(day, label.ValidFrom, label.ValidTo))
                Add(_inForce, label, key);
        }
    }

    /// <summary>Whether any label of a ladder (T, M, L) has arrived: a count of none says nothing before.</summary>
    public bool Knows(char ladder) => _ladders.Contains(ladder);

    /// <summary>Holders of a label that is valid on the day. M3 is the national one alone.</summary>
    public IReadOnlySet<Key> InForce(string code) => Of(_inForce, code);

    /// <summary>Holders of a label granted up to the day, whether it has run out since or not; withdrawn ones never count.</summary>
    public IReadOnlySet<Key> Granted(string code) => Of(_granted, code);

    private static void Add(Dictionary<string, HashSet<Key>> holders, TierLabel label, Key key)
    {
        if (label.Code == Champion && label.Level != National)
            return;
        if (!holders.TryGetValue(label.Code, out var keys))
            holders.Add(label.Code, keys = []);
        keys.Add(key);
    }

    private static HashSet<Key> Of(Dictionary<string, HashSet<Key>> holders, string code) => holders.GetValueOrDefault(code) ?? [];
}
