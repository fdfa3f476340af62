using DataBus.V1;

namespace DataBus.Tests.Hub.SameAs;

/// <summary>Which keys are one thing, said again in the plainest way: all pairs, closed under being joined.</summary>
internal sealed class SameAsModel(Key[] keys)
{
    private readonly Dictionary<(int, int), bool> _words = [];
    private readonly Dictionary<(int Key, string Facet), HashSet<int>> _live = [];

    public void Say(int one, int other, bool joined) => _words[(Math.Min(one, other), Math.Max(one, other))] = joined;

    public void Push(int key, string facet, IEnumerable<int> stated) => _live[(key, facet)] = [.. stated.Where(other => other != key)];

    public void Delete(int key, string facet) => _live.Remove((key, facet));

    public bool HasContent(int key) => _live.Keys.Any(one => one.Key == key);

    /// <summary>The keys of one entity, best first.</summary>
    public Key[] GroupOf(int key)
    {
        var group = new HashSet<int> { key };
        while (Enumerable.Range(0, keys.Length).FirstOrDefault(other => !group.Contains(other) && group.Any(one => IsJoined(one, other)), -1) is >= 0 and var next)
            group.Add(next);
        return
        [
            .. group.Select(one => keys[one])
                .OrderBy(one => Array.IndexOf(["uscc", "regno", "local"], one.Scheme))
                .ThenBy(one => one.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>The entities with content, each as its keys and the facets that they have between them.</summary>
    public string[] Entities() =>
    [
        .. Enumerable.Range(0, keys.Length)
            .Select(key => (Keys: GroupOf(key), Facets: FacetsOf(GroupOf(key))))
            .Where(entity => entity.Facets.Length > 0)
            .Select(entity => Describe(entity.Keys, entity.Facets))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public static string Describe(IEnumerable<Key> keys, IEnumerable<string> facets) =>
        $"{string.Join(' ', keys.Select(KeyText.Format))}: {string.Join(' ', facets.Order(StringComparer.Ordinal))}";

    private string[] FacetsOf(Key[] group) =>
        [.. _live.Keys.Where(one => group.Contains(keys[one.Key])).Select(one => $"{KeyText.Format(keys[one.Key])}={one.Facet}")];

    private bool IsJoined(int one, int other) => _words.TryGetValue((Math.Min(one, other), Math.Max(one, other)), out var word)
        ? word
        : States(one, other) || States(other, one);

    private bool States(int one, int other) => _live.Any(live => live.Key.Key == one && live.Value.Contains(other));
}
