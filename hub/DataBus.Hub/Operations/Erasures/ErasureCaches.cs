using DataBus.Hub.Delivery;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;

namespace DataBus.Hub.Operations.Erasures;

/// <summary>Whatever keeps contents, or old versions of rows, beside the database.</summary>
internal sealed class ErasureCaches(Subscribers subscribers, KeptViews kept, DeskIndex desk)
{
    /// <summary>Forgets records and views that were read before now.</summary>
    public void Forget()
    {
        subscribers.Tail.Forget();
        kept.DropAll();
    }

    /// <summary>Has the desk's index file made anew; completes when the old one is gone.</summary>
    public Task RenewDesk() => desk.AskRenewal();
}
