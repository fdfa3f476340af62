using DataBus.Hub.Entities;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>What operators say about keys being one thing; a command of the intake loop.</summary>
internal sealed class SameAsCommands(Writer writer)
{
    /// <summary>Enters an operator's word, unless it is the one that stands; gives the revision of its entry.</summary>
    /// <exception cref="HubException">FAILED_PRECONDITION: the group would be too large.</exception>
    public ulong Set(SameAsSet said)
    {
        var (one, other) = (AddressKey.OfEntity(said.One), AddressKey.OfEntity(said.Other));
        if (writer.State.FindLink(one, other)?.Word is { } word && word.Joined == said.Joined)
            return word.Revision;
        if (said.Joined)
            DemandRoom(writer.State.GroupOf(one), writer.State.GroupOf(other));

        return writer.Enter(new SourceEntry { Source = HubSource.Name, SameAs = said });
    }

    private static void DemandRoom(KeyGroup one, KeyGroup other)
    {
        if (one.IsTooLarge || other.IsTooLarge || one.Entities.Union(other.Entities).Count() > KeyGroup.MaxKeys)
            throw TooLarge();
    }

    private static HubException TooLarge() => new(new Refusal(
        StatusCode.FailedPrecondition,
        "GROUP_TOO_LARGE",
        $"合并后同一主体会有超过 {KeyGroup.MaxKeys} 个键，多半是某个数源的号码有误：请用 databus same-as list 查看依据。",
        $"The entity would have more than {KeyGroup.MaxKeys} keys, which is most likely a fault in some source's numbers: see databus same-as list."));
}
