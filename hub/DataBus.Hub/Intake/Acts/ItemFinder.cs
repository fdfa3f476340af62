using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Finds the failed push that an act names, as its caller has seen it: of two operators on one item one wins.</summary>
internal sealed class ItemFinder(Writer writer)
{
    /// <summary>The item; or the answer, if there is none or it was moved meanwhile.</summary>
    public HeldItem? Find(FailedRef named, out DeskResult? refusal)
    {
        var item = writer.State.FindHeld(named.Id);
        refusal = item switch
        {
            null => new DeskResult { Id = named.Id, Result = ActResults.NotFound },
            { ErasedBy: > 0 } => Missed(named.Id, ActResults.AlreadyClosed),
            _ when named.Version != 0 && named.Version != item.Version => Missed(named.Id, ActResults.Moved),
            _ => null,
        };
        return refusal is null ? item : null;
    }

    /// <summary>As <see cref="Find"/>; also the answer, if the item is closed.</summary>
    public HeldItem? FindOpen(FailedRef named, out DeskResult? refusal)
    {
        var item = Find(named, out refusal);
        if (item is null || FailedPushProjection.IsOpen(item.State))
            return item;
        refusal = Missed(named.Id, ActResults.AlreadyClosed);
        return null;
    }

    /// <summary>Begins an act on an item; gives its source.</summary>
    public SourceRow Begin(HeldItem item)
    {
        var source = writer.State.Source(item.Source);
        writer.Log.BeginPush(writer.ContextOf(source, ""));
        return source;
    }

    /// <summary>An answer with how the item stands now.</summary>
    public DeskResult Told(ulong id, string result)
    {
        var item = writer.State.FindHeld(id)!;
        return new DeskResult { Id = id, Result = result, State = item.State, Version = item.Version };
    }

    /// <summary>An answer that tells who was there before.</summary>
    public DeskResult Missed(ulong id, string result)
    {
        var missed = Told(id, result);
        missed.Last = writer.State.FindHeld(id)!.History.LastOrDefault();
        return missed;
    }
}
