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
        Digest = DigestOf();
    }

    /// <summary>Whether nothing is left out, so that stored bodies go out as they are.</summary>
    public bool PassesAll { get; }

    /// <summary>Stands for the request and the caller's rights: a bookmark is good for the same only.</summary>
    public ulong Digest { get; }

    public bool Matches(Change change) =>
        PassesAll || (MatchesKey(change.Key) && MatchesFacet(change) && _view.Shows(change));

    private bool MatchesKey(Key key) => (_kinds.Count == 0 || _kinds.Contains(key.Kind)) && (_keys.Count == 0 || _keys.Contains(key));

    private bool MatchesFacet(Change change) =>
        _facets.Count == 0 || (FacetCatalogue.Of(change) is { } facet && _facets.Contains(facet.Name));

    private ulong DigestOf()
    {
        var parts = new[]
        {
            string.Join(',', _kinds.Order()),
            string.Join('\n', _keys.Select(KeyText.Format).Order(StringComparer.Ordinal)),
            string.Join(',', _facets.Order(StringComparer.Ordinal)),
            _view.Rights,
        };
        return XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
    }
}
