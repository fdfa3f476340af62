using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>Transfers of ownership: now, or on a day that comes.</summary>
internal sealed class OwnershipCommands(Writer writer)
{
    /// <summary>Gives a part to a source.</summary>
    /// <exception cref="HubException">FAILED_PRECONDITION: it overlaps with what others own, or the source has it already.</exception>
    public TransferOwnershipResponse Transfer(TransferOwnershipRequest request, string actor)
    {
        var from = Demand(request, writer.State.Sources());
        if (writer.State.Tables().Transfers.FirstOrDefault(one => one.Plan.Part.Equals(request.Part)) is { } planned)
            End(planned, actor, request.Reason);
        if (from is not null)
            _ = Set(from, [.. from.Parts.Where(part => !part.Equals(request.Part))]);
        var to = writer.State.Source(request.To);
        if (to.Bureau.Length == 0)
            to.Bureau = request.Bureau;
        return new TransferOwnershipResponse { Revision = Set(to, [.. to.Parts, request.Part]), From = from?.Source ?? "" };
    }

    /// <summary>Plans a transfer for a day that comes.</summary>
    /// <exception cref="HubException">As <see cref="Transfer"/>.</exception>
    public TransferOwnershipResponse Plan(TransferOwnershipRequest request, string actor)
    {
        var from = Demand(request, writer.State.Sources())?.Source ?? "";
        var plan = new TransferPlanned
        {
            Part = request.Part,
            From = from,
            On = request.On,
            Bureau = request.Bureau,
            Actor = actor,
            Reason = request.Reason,
        };
        return new TransferOwnershipResponse { Revision = writer.Enter(new SourceEntry { Source = request.To, Planned = plan }), From = from };
    }

    /// <summary>The source that owns exactly the part; null if nobody owns any of it.</summary>
    /// <exception cref="HubException">FAILED_PRECONDITION: the part overlaps with what others own, or the source has it already.</exception>
    public static SourceRow? Demand(TransferOwnershipRequest request, IEnumerable<SourceRow> sources)
    {
        var rows = sources.SelectMany(source => source.Parts.Select(part => (Source: source, Part: part))).ToList();
        var exact = rows.FirstOrDefault(row => row.Part.Equals(request.Part)).Source;
        if (exact?.Source == request.To)
            throw Refusals.OwnsAlready(request.To, request.Part);
        if (exact is null && rows.FirstOrDefault(row => Ownership.Overlap(row.Part, request.Part)) is { Source: { } other } row)
            throw Refusals.Overlaps(request.Part, other.Source, row.Part);
        return exact;
    }

    private void End(PlannedTransfer planned, string actor, string reason)
    {
        var ended = planned.Plan.Clone();
        (ended.Ended, ended.Actor, ended.Reason) = (true, actor, reason);
        _ = writer.Enter(new SourceEntry { Source = planned.To, Planned = ended });
    }

    private ulong Set(SourceRow row, IReadOnlyList<OwnedPart> parts) => writer.Enter(new SourceEntry
    {
        Source = row.Source,
        Ownership = new OwnershipSet { Bureau = row.Bureau, Parts = { parts } },
    });
}
