using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Predicates;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.Hub.Operations;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Opens streams of the exchange, whatever they are written as.</summary>
internal sealed class DeliveryStreams(HubParts parts, Rights rights, ReaderBook readers, DeliveryGate gate, TimeProvider time)
{
    /// <summary>Checks what is asked for and opens it; the stream is counted until it is disposed.</summary>
    /// <exception cref="HubException">As Subscribe in delivery.proto.</exception>
    public DeliveryStream Open(SubscribeRequest request, CallerIdentity caller)
    {
        // Here as well as in ClosedReads: server-sent events do not come through gRPC.
        gate.Demand(caller);
        var filter = FilterOf(request, caller);
        TailStart.DemandPast(request, parts.Log.Head, time);
        var start = readers.StartOf(request, filter, caller);
        var subscription = new Subscription(parts.Subscribers.Tail, parts.Views, time, filter, start, () => rights.Of(caller));
        var named = readers.Open(request, filter, start, caller);
        return new DeliveryStream(subscription, named, parts.Subscribers.Enter(filter.Matches));
    }

    private Filter FilterOf(SubscribeRequest request, CallerIdentity caller)
    {
        using var view = parts.Views.Newest();
        return RequestCheck.Demand(request, rights.Of(caller), [.. view.Sources().Select(static row => row.Source)], new KnownCodes(view.Tables()));
    }
}
