using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Tests.Hub.Desk;

/// <summary>Failed pushes as the views have them, for tests of the desk's index.</summary>
internal static class DeskItems
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    /// <summary>The civil day at that time.</summary>
    public static readonly DateOnly Today = new(2026, 11, 24);

    /// <summary>A platform's profile that is held by one rule since an hour.</summary>
    public static HeldItem Held(Action<HeldItem>? configure = null)
    {
        var item = new HeldItem
        {
            Entry = new HeldEntry
            {
                Change = new Change
                {
                    Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = "x:1" },
                    PlatformProfile = new PlatformProfile { Kind = "K" },
                },
            },
            Source = "a.one",
            Pass = "p1",
            State = FailedState.Held,
            HeldAt = At(Now - TimeSpan.FromHours(1)),
            Violations = { Broken("r1", "kind", "K") },
        };
        configure?.Invoke(item);
        return item;
    }

    public static Violation Broken(string rule, string field, string value, Severity severity = Severity.Error) =>
        new() { Rule = rule, Field = field, Value = value, Severity = severity, MessageZh = $"错 {rule}", MessageEn = $"wrong {rule}" };

    public static Timestamp At(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);

    /// <summary>As the index takes it.</summary>
    public static IndexedItem Indexed(ulong id, Action<HeldItem>? configure = null) => IndexedItem.Of(id, Held(configure));

    /// <summary>A query that was resolved by hand.</summary>
    public static DeskQuery Query(FailedFilter? filter = null, IReadOnlyCollection<string>? sources = null) => new(filter ?? new FailedFilter(), sources, Now, Today);

    /// <summary>Takes items in and saves all of them.</summary>
    public static void Keep(this DeskIndex index, IReadOnlyCollection<IndexedItem> items, ulong watermark)
    {
        index.Write(items, watermark);
        var byId = items.ToDictionary(static item => item.Id);
        index.Save(id => byId[id], limit: int.MaxValue);
    }
}
