using System.IO.Hashing;
using System.Text;
using DataBus.Hub.Access;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>What a subscription asks for and its caller may see.</summary>
internal sealed class Filter
{
    private readonly HashSet<Kind> _kinds;
    private readonly HashSet<Key> _keys;
    private readonly HashSet<string> _facets;
    private readonly FieldView _view;

    public Filter(SubscribeRequest request, FieldView view)
    {
        _kinds = [.. request.Kinds];
        _keys = [.. request.Keys];
        _facets = new HashSet<string>(request.Facets, StringComparer.Ordinal);
        _view = view;
        PassesAll = _kinds.Count + _keys.Count + _facets.Count == 0 && view.ShowsEverything;
        RequestDigest = DigestOfRequest();
        BookmarkDigest = request.Name.Length == 0 ? RequestDigest : DigestOf($"{RequestDigest} {request.Name}");
        RightsDigest = DigestOf(view.Rights);
    }

    /// <summary>Whether nothing is left out, so that stored bodies go out as they are.</summary>
    public bool PassesAll { get; }

    /// <summary>Stands for the request: a bookmark is good for the same only.</summary>
    public uint RequestDigest { get; }

    /// <summary>Stands for the request and its name: a named reader may begin with a bookmark of the same request, and acknowledges its own only.</summary>
    public uint BookmarkDigest { get; }

    /// <summary>Stands for the caller's rights: with others, what was delivered up to a bookmark is not what the reader may hold.</summary>
    public uint RightsDigest { get; }

    /// <summary>Whether a view shows exactly what this filter's does.</summary>
    public bool HasRightsOf(FieldView view) => _view.Rights == view.Rights;

    public bool Matches(Change change) =>
        PassesAll || (MatchesKey(change.Key) && MatchesFacet(change) && _view.Shows(change));

    private bool MatchesKey(Key key) => (_kinds.Count == 0 || _kinds.Contains(key.Kind)) && (_keys.Count == 0 || _keys.Contains(key));

    private bool MatchesFacet(Change change) =>
        _facets.Count == 0 || (FacetCatalogue.Of(change) is { } facet && _facets.Contains(facet.Name));

    private uint DigestOfRequest() => DigestOf(string.Join(
        '\0',
        string.Join(',', _kinds.Order()),
        string.Join('\n', _keys.Select(KeyText.Format).Order(StringComparer.Ordinal)),
        string.Join(',', _facets.Order(StringComparer.Ordinal))));

    private static uint DigestOf(string text) => XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(text));
}
