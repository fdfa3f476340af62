using System.Globalization;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>
/// Items of one kind, in order of their sequence, with an ETag that stands for the whole list. Safe for many readers and one writer.
/// </summary>
internal sealed class Feed<T>(string name, IReadOnlyList<T> items) where T : IFeedItem
{
    private volatile IReadOnlyList<T> _items = items;

    public IReadOnlyList<T> Items => _items;

    public void Add(T item) => _items = [.. _items, item];

    /// <summary>Replaces an item by a newer state of it, which goes to the end.</summary>
    public void Replace(T old, T renewed) => _items = [.. _items.Where(item => !item.Equals(old)), renewed];

    /// <summary>One page of the items above a sequence, and the ETag of the list that it was cut from.</summary>
    public FeedPage<T> Page(int page, int size, long after)
    {
        var all = _items;
        T[] wanted = [.. all.Where(item => item.Sequence > after)];
        var newest = all.Count == 0 ? 0 : all[^1].Sequence;
        return new FeedPage<T>(
            [.. wanted.Skip((page - 1) * size).Take(size)], wanted.Length, page,
            string.Create(CultureInfo.InvariantCulture, $"\"{name}-{all.Count}-{newest}-{after}\""));
    }
}
