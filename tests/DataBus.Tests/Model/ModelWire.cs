using System.Globalization;
using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>Reads wire forms back into the model's words.</summary>
internal static class ModelWire
{
    public static string FileName(int file) => $"file-{file}.csv";

    public static ModelVersion VersionOf(SourceVersion? version) => version?.OrderCase switch
    {
        SourceVersion.OrderOneofCase.Sequence => new(VersionOrder.Sequence, (int)version.Sequence),
        SourceVersion.OrderOneofCase.Time => new(VersionOrder.Time, WireRows.DayOf(version.Time)),
        _ => ModelVersion.None,
    };

    /// <summary>Place, event and identity of a content.</summary>
    public static string Describe(Change change)
    {
        var address = Addresses.Of(change)!;
        var place = Enumerable.Range(0, Places.All.Count).First(number => WireRows.AddressOf(number).Equals(address));
        var number = change.LegalEvent is { } legalEvent ? int.Parse(legalEvent.EventId[1..], CultureInfo.InvariantCulture) : 0;
        return $"{place}/{number}: {TextOf(change)}";
    }

    private static int TextOf(Change change)
    {
        var text = change.ContentCase switch
        {
            Change.ContentOneofCase.Registration => change.Registration.Address,
            Change.ContentOneofCase.TierLabel => change.TierLabel.Batch,
            _ => change.LegalEvent.Text,
        };
        return int.Parse(text.Where(char.IsAsciiDigit).ToArray(), CultureInfo.InvariantCulture);
    }
}
