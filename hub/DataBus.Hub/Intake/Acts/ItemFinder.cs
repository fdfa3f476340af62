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
            _ when named.Version != 0 && named.Version != item.Version => ActResults.Missed(named.Id, ActResults.Moved, item),
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
        refusal = ActResults.Missed(named.Id, ActResults.AlreadyClosed, item);
        return null;
    }

    /// <summary>Begins an act on an item; gives its source.</summary>
    public SourceRow Begin(HeldItem item)
    {
        var source = writer.State.Source(item.Source);
        writer.Log.BeginPush(writer.ContextOf(source, ""));
        return source;
    }
}
