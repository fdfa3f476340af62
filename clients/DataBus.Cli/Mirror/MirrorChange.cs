using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>A delivered change with the row that it is about.</summary>
internal sealed record MirrorChange(string Facet, MirrorRow Row, DeliveredChange Delivered)
{
    public Change Change => Delivered.Change;

    public Change.ContentOneofCase Content => Change.ContentCase;

    public long Revision => (long)Delivered.Revision;

    /// <summary>Null: it is of a facet kind that this version of the contract does not know, and has no address.</summary>
    public static MirrorChange? Of(DeliveredChange delivered) => Addresses.Of(delivered.Change) is { } address
        ? new MirrorChange(address.Facet, new MirrorRow(MirrorPlace.Of(address), Addresses.EventIdOf(delivered.Change)), delivered)
        : null;
}
