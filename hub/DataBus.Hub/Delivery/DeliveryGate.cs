using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using Grpc.Core;

namespace DataBus.Hub.Delivery;

/// <summary>
/// Keeps readers out after the log began a new epoch, until an operator opens: what it holds from before may lack later grants and erasures,
/// so that something would go out again that was closed since. Operators and sources are not readers; they must mend what is missing.
/// </summary>
internal sealed class DeliveryGate(IViews views)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    private volatile bool _isOpen;

    /// <summary>Demands that delivery is open, for whoever is a reader. Once it is, it stays open as long as this hub runs.</summary>
    /// <exception cref="HubException">UNAVAILABLE, DELIVERY_CLOSED: readers wait, ask again by themselves, and say why.</exception>
    public void Demand(CallerIdentity caller)
    {
        if (_isOpen || caller.IsOperator)
            return;
        using var view = views.Newest();
        if (view.Tables().Closed is { } closed)
            throw Refuse(closed);
        _isOpen = true;
    }

    // UNAVAILABLE, since waiting is right and asking again does no harm; anything final would end applications in the middle of the night.
    private static HubException Refuse(ClosedDelivery closed) => new(new Refusal(
        StatusCode.Unavailable,
        "DELIVERY_CLOSED",
        ClosedWords.Zh(closed),
        ClosedWords.En(closed))
    { RetryAfter = AskAgain });
}
