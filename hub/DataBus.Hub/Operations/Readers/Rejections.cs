using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Readers;

/// <summary>What named readers cannot take: entered, and closed when they have taken something newer.</summary>
internal sealed class Rejections(IExchangeLog log, IViews views, IIntake intake, ReaderStates states)
{
    private const string Superseded = "同一地址的更新版本已确认 / a newer version of the address was acknowledged";

    /// <summary>Enters that a reader cannot take a change; 0 if that was entered before.</summary>
    /// <exception cref="HubException">FAILED_PRECONDITION: it was not sent to this reader, or is no change.</exception>
    public async Task<ulong> RejectAsync(NamedReader reader, RejectRequest request, string actor, CancellationToken cancellationToken)
    {
        if (!reader.HasSent(request.Revision))
            throw ReaderRefusals.NotSent(request.Name, request.Revision);
        if (ContentReader.Read(log, request.Revision) is not { } content || Addresses.Of(content.Change) is not { } address)
            throw ReaderRefusals.NoChange(request.Revision);
        if (!states.FilterOf(reader).Matches(content.Change))
            throw ReaderRefusals.NotSent(request.Name, request.Revision);
        var set = new ReaderSet
        {
            Name = request.Name,
            Act = ReaderActs.Rejected,
            Revision = request.Revision,
            Address = address,
            EventId = Addresses.EventIdOf(content.Change),
            Actor = actor,
            Reason = request.Reason,
        };
        var revision = await intake.SetReaderAsync(set, cancellationToken);
        // Behind the entry: who looked before it did not see it, and said that there is none.
        reader.MayHaveRejected = true;
        return revision;
    }

    /// <summary>Closes what a reader rejected and has acknowledged a newer version of.</summary>
    public async Task SettleAsync(NamedReader reader, CancellationToken cancellationToken)
    {
        if (!reader.MayHaveRejected)
            return;
        // Before the view is taken: what is rejected from now on says so again.
        reader.MayHaveRejected = false;
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        var acknowledged = reader.Position.Revision;
        foreach (var row in view.Rejections(reader.Row.Name).Where(static row => row.ClosedAt is null).ToList())
        {
            reader.MayHaveRejected = true;
            if (view.FindSlot(AddressKey.Of(row.Address, row.EventId))?.Revision is { } newest && newest > row.Revision && newest <= acknowledged)
                _ = await intake.SetReaderAsync(ClosedBy(Writer.HubActor, row.Name, row.Revision, Superseded), cancellationToken);
        }
    }

    public static ReaderSet ClosedBy(string actor, string name, ulong revision, string reason) =>
        new() { Name = name, Act = ReaderActs.Closed, Revision = revision, Actor = actor, Reason = reason };
}
