using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>How <c>up</c> shows what happens: a live board on a terminal, lines elsewhere.</summary>
internal interface IUpView
{
    void Started(Exchange exchange);

    void Draw(ListSourcesResponse sources, UpReport report);

    /// <summary>Told each time how delivery stands; null: it is open.</summary>
    void Closed(DeliveryClosed? closed);

    void Restarted(Part part);

    void Finished(UpReport report);
}
