using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>One counting of one entity on a day: lets it look at others, and remembers at which, since it changes with them.</summary>
internal sealed class Counting(FactStore facts, DateOnly day)
{
    private HashSet<object>? _seen;

    public DateOnly Day { get; } = day;

    /// <summary>Keys and mentions that were looked at.</summary>
    public IReadOnlyCollection<object> Seen => _seen is null ? [] : _seen;

    /// <summary>Another entity; null if nothing is known of it.</summary>
    public EntityFacts? Find(Key entity)
    {
        _ = (_seen ??= []).Add(entity);
        return facts.Find(entity);
    }

    /// <summary>Whether any fact mentions this.</summary>
    public bool IsMentioned(string mention)
    {
        _ = (_seen ??= []).Add(mention);
        return facts.IsMentioned(mention);
    }
}
