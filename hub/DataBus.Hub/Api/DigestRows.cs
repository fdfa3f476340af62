using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>The rows that a digest is made of.</summary>
internal sealed class DigestRows
{
    private readonly Kind _kind;
    private readonly HashSet<string> _facets;
    private readonly byte[] _last;

    private DigestRows(DigestScope scope, Kind kind, Key? first, Key? last)
    {
        _kind = kind;
        _facets = new HashSet<string>(scope.Facets, StringComparer.Ordinal);
        _last = last is null ? [] : AddressKey.EntityPrefix(last);
        Start = new AddressKey(first is null ? AddressKey.KindPrefix(kind) : AddressKey.EntityPrefix(first));
        Listing = PageToken.ListingOf("digest", $"{scope.Kind}\0{string.Join(',', _facets.Order(StringComparer.Ordinal))}\0{scope.FirstKey}\0{scope.LastKey}");
    }

    /// <summary>Where they begin.</summary>
    public AddressKey Start { get; }

    /// <summary>Stands for the scope: a token is good for the same only.</summary>
    public ulong Listing { get; }

    /// <summary>The rows of a scope; what is wrong with it is told to <paramref name="requests"/>.</summary>
    public static DigestRows Of(DigestScope? scope, QueryRequests requests)
    {
        scope ??= new DigestScope();
        var kind = requests.Kind(scope.Kind);
        foreach (var facet in scope.Facets)
            _ = requests.Facet(facet, isRequired: true, "facets");
        return new DigestRows(scope, kind, KeyOf("first_key", scope.FirstKey, kind, requests), KeyOf("last_key", scope.LastKey, kind, requests));
    }

    /// <summary>Reads them in key order, as a caller may see them.</summary>
    public IEnumerable<DigestRow> Read(IViewReader view, IExchangeLog log, FieldView shows, AddressKey? from = null) => Read(view, log, shows, new Sight(shows, view, log), from);

    private IEnumerable<DigestRow> Read(IViewReader view, IExchangeLog log, FieldView shows, Sight sight, AddressKey? from) => view
        .Scan(AddressKey.KindPrefix(_kind), from ?? Start)
        .TakeWhile(slot => _last.Length == 0 || slot.Key.Bytes.AsSpan(0, Math.Min(_last.Length, slot.Key.Bytes.Length)).SequenceCompareTo(_last) <= 0)
        .Where(slot => slot.Value.IsLive && IsShown(slot.Key, slot.Value, log, shows, sight))
        .Select(static slot => new DigestRow(slot.Key, NameOf(slot.Key), slot.Value.Revision));

    private static byte[] NameOf(AddressKey key)
    {
        var address = key.ToAddress();
        return SetDigests.NameOf(KeyText.Format(address.Key), address.Facet, address.Instance, key.EventId);
    }

    // Only of a closed facet must the content say whose part it is.
    private bool IsShown(AddressKey key, Slot slot, IExchangeLog log, FieldView shows, Sight sight)
    {
        var name = key.Facet;
        if (_facets.Count > 0 && !_facets.Contains(name))
            return false;
        return FacetCatalogue.Find(name) switch
        {
            null => shows.ShowsEverything,
            { IsOpen: true } => true,
            var facet => shows.ShowsSomeOf(facet) && (shows.ShowsEverything || (ContentReader.Read(log, slot.Revision) is { } content && sight.Shows(content.Change))),
        };
    }

    private static Key? KeyOf(string field, string text, Kind kind, QueryRequests requests)
    {
        var key = text.Length == 0 ? null : requests.Key(field, text);
        if (key is not null && key.Kind != kind)
            requests.Add(field, $"“{text}”不是种类 {KeyText.Name(kind)} 的键。", $"\"{text}\" is no key of the kind {KeyText.Name(kind)}.");
        return key;
    }
}
