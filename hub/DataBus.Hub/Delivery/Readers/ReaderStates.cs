using System.Runtime.CompilerServices;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery.Predicates;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>Tells how named readers stand, and why.</summary>
internal sealed class ReaderStates(ReaderBook book, IExchangeLog log, IViews views, Rights rights)
{
    private const int KeysShown = 20;

    private readonly ConditionalWeakTable<NamedReader, WaitingChanges> _waiting = [];
    private readonly ConditionalWeakTable<SubscribeRequest, Filter> _filters = [];

    /// <summary>All of them, in the order of their names.</summary>
    public IReadOnlyList<ReaderState> All(CancellationToken cancellationToken) =>
        [.. book.All.Select(reader => Of(reader, cancellationToken))];

    /// <summary>One of them.</summary>
    public ReaderState Of(NamedReader reader, CancellationToken cancellationToken)
    {
        var row = reader.Row;
        var isConnected = reader.IsConnected;
        var acknowledged = reader.Acknowledged;
        var head = log.Head;
        var filter = FilterOf(reader);
        var canGoOn = Bookmark.Read(row.Bookmark) is not { } bookmark || Resumption.ReasonAgainst(bookmark, filter, log) is null;
        var oldest = canGoOn ? _waiting.GetValue(reader, _ => new WaitingChanges(log, views)).Oldest(acknowledged, filter, cancellationToken) : null;
        return new ReaderState
        {
            Name = row.Name,
            Owner = row.Owner,
            Filter = TextOf(reader.Request),
            CreatedAt = row.CreatedAt,
            ConnectedSince = isConnected ? row.ConnectedAt : null,
            DisconnectedAt = row.DisconnectedAt,
            AcknowledgedAt = row.AcknowledgedAt,
            Acknowledged = acknowledged,
            LagRevisions = head - Math.Min(head, acknowledged),
            WaitingFrom = oldest?.Revision ?? 0,
            WaitingSince = oldest?.At,
            Reason = canGoOn ? ReasonOf(row, isConnected, oldest is not null, acknowledged >= head) : ReaderReason.NeedsSnapshot,
            Sent = reader.Sent?.Position.Revision ?? 0,
        };
    }

    private static ReaderReason ReasonOf(ReaderRow row, bool isConnected, bool waits, bool isAtHead) => (waits, isConnected) switch
    {
        (false, _) => isAtHead ? ReaderReason.Current : ReaderReason.Filtered,
        (true, false) => ReaderReason.Disconnected,
        (true, true) => row.AcknowledgedAt is null ? ReaderReason.NeverAcknowledged : ReaderReason.SlowReader,
    };

    /// <summary>What a name follows, by the rights that it had when it was opened last; of a source by what that owns now.</summary>
    public Filter FilterOf(NamedReader reader)
    {
        var view = ViewOf(reader.Row);
        // Making one costs as much as the request has keys, and this is asked for often.
        if (_filters.TryGetValue(reader.Request, out var known) && known.HasRightsOf(view))
            return known;
        var made = MakeFilter(reader.Request, view);
        _filters.AddOrUpdate(reader.Request, made);
        return made;
    }

    private static Filter MakeFilter(SubscribeRequest request, FieldView view)
    {
        try
        {
            return new Filter(request, view, new EntityTestCompiler(view, KnownCodes.OfTheContract).Compile(request.Where));
        }
        catch (HubException)
        {
            // Its rights have shrunk: it is refused when it comes, and what waits for it is told without its predicate until then.
            return new Filter(request, view);
        }
    }

    private FieldView ViewOf(ReaderRow row) => rights.Of(new CallerIdentity(RoleOf(row), row.Caller, row.Source, ""));

    private static CallerRole RoleOf(ReaderRow row) =>
        row.IsOperator ? CallerRole.Operator : row.Source.Length > 0 ? CallerRole.Source : CallerRole.Reader;

    private static string TextOf(SubscribeRequest request)
    {
        var shown = request.Clone();
        shown.Name = "";
        while (shown.Keys.Count > KeysShown)
            shown.Keys.RemoveAt(shown.Keys.Count - 1);
        var more = request.Keys.Count - shown.Keys.Count;
        var text = shown.CalculateSize() == 0 ? "" : JsonFormatter.Default.Format(shown);
        return more > 0 ? $"{text} +{more} keys" : text;
    }
}
