using System.IO.Hashing;
using System.Text;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery.Predicates;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Delivery;

/// <summary>What a subscription asks for and its caller may see.</summary>
internal sealed class Filter
{
    private readonly HashSet<Kind> _kinds;
    private readonly HashSet<Key> _keys;
    private readonly IReadOnlyList<KeyPrefix> _prefixes;
    private readonly HashSet<string> _facets;
    private readonly IReadOnlyList<string> _sources;
    private readonly FieldView _view;

    /// <param name="request">What is asked for.</param>
    /// <param name="view">What the caller may see.</param>
    /// <param name="where">The request's predicate, compiled; null if it has none.</param>
    public Filter(SubscribeRequest request, FieldView view, EntityTest? where = null)
    {
        _kinds = [.. request.Kinds];
        _keys = [.. request.Keys];
        _prefixes = [.. request.KeyPrefixes];
        _facets = new HashSet<string>(request.Facets, StringComparer.Ordinal);
        _sources = [.. request.Sources];
        _view = view;
        Where = where;
        Name = request.Name;
        PassesAll = _kinds.Count + _keys.Count + _prefixes.Count + _facets.Count == 0 && !IsJudged && view.ShowsEverything;
        RequestDigest = DigestOf(Written(request));
        BookmarkDigest = request.Name.Length == 0 ? RequestDigest : DigestOf($"{RequestDigest} {request.Name}");
        RightsDigest = DigestOf(view.Rights);
    }

    /// <summary>The reader's durable name; empty if it has none.</summary>
    public string Name { get; }

    /// <summary>Whether nothing is left out, so that stored bodies go out as they are.</summary>
    public bool PassesAll { get; }

    /// <summary>Whether the reader's set is one that entities enter and leave, to be judged by what the hub holds.</summary>
    public bool IsJudged => IsChoice || _view.OfSomeRows.Count > 0;

    /// <summary>Which entities; null: all.</summary>
    public EntityTest? Where { get; }

    /// <summary>Stands for the request: a bookmark is good for the same only.</summary>
    public uint RequestDigest { get; }

    /// <summary>Stands for the request and its name: a named reader may begin with a bookmark of the same request, and acknowledges its own only.</summary>
    public uint BookmarkDigest { get; }

    /// <summary>Stands for the caller's rights: with others, what was delivered up to a bookmark is not what the reader may hold.</summary>
    public uint RightsDigest { get; }

    /// <summary>Whether a view shows exactly what this filter's does.</summary>
    public bool HasRightsOf(FieldView view) => ReferenceEquals(_view, view) || _view.Rights == view.Rights;

    /// <summary>Whether a change is asked for by its address and may be seen; who it came from, and its entity's other contents, are not asked.</summary>
    /// <remarks>Of grants of some rows, whether they are of the change's is not asked either: that a <see cref="Sight"/> knows.</remarks>
    public bool Matches(Change change) => PassesAll || (MatchesKey(change.Key) && MatchesFacet(change) && _view.MayShow(change));

    /// <summary>Whether a key is asked for.</summary>
    public bool MatchesKey(Key key) => (_kinds.Count == 0 || _kinds.Contains(key.Kind))
        && (_keys.Count + _prefixes.Count == 0 || _keys.Contains(key) || _prefixes.Any(prefix => Begins(key, prefix)));

    /// <summary>Whether a source is asked for.</summary>
    public bool MatchesSource(string source) => _sources.Count == 0 || _sources.Any(wanted => Covers(wanted, source));

    /// <summary>Whether a name, or a beginning that ends in <c>*</c>, covers a source.</summary>
    public static bool Covers(string wanted, string source) =>
        wanted.EndsWith('*') ? source.AsSpan().StartsWith(wanted.AsSpan(0, wanted.Length - 1), StringComparison.Ordinal) : source == wanted;

    /// <summary>A change as the caller may see it, who has no grants of some rows; null if it may not.</summary>
    public Change? Shown(Change change) => _view.Shown(change);

    /// <summary>What the caller sees as of a view.</summary>
    public Sight SightIn(IViewReader view, IExchangeLog log) => new(_view, view, log);

    // What was asked for, without what the caller's rights make of it.
    private bool IsChoice => Where is not null || _sources.Count > 0;

    private bool MatchesFacet(Change change) =>
        _facets.Count == 0 || (FacetCatalogue.Of(change) is { } facet && _facets.Contains(facet.Name));

    private static bool Begins(Key key, KeyPrefix prefix) => key.Scheme == prefix.Scheme && key.Value.StartsWith(prefix.Value, StringComparison.Ordinal);

    // The order in which things were listed is not asked; where the reader starts is no part of what it follows. What was asked for
    // before there were predicates reads as it did then: bookmarks of that time are still good.
    private string Written(SubscribeRequest request)
    {
        var written = string.Join(
            '\0',
            string.Join(',', _kinds.Order()),
            string.Join('\n', _keys.Select(KeyText.Format).Order(StringComparer.Ordinal)),
            string.Join(',', _facets.Order(StringComparer.Ordinal)));
        return _prefixes.Count == 0 && !IsChoice ? written : string.Join(
            '\0',
            written,
            string.Join('\n', _prefixes.Select(static prefix => $"{prefix.Scheme}/{prefix.Value}").Order(StringComparer.Ordinal)),
            string.Join(',', _sources.Order(StringComparer.Ordinal)),
            request.Where?.ToByteString().ToBase64());
    }

    private static uint DigestOf(string text) => XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(text));
}
