using System.Globalization;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>Makes the transfers that stand behind the legal events TR01: who gave, who took.</summary>
internal sealed class TransferMaker(IReadOnlyList<Organisation> organisations)
{
    private const string Code = "TR01";

    private readonly Dictionary<string, string> _codes = organisations.DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Uscc);

    public IReadOnlyList<Transfer> Make(IEnumerable<LegalEvent> events) =>
        [.. events.Where(one => one.Code == Code).Select((one, index) => Make(one, index + 1))];

    private Transfer Make(LegalEvent one, long sequence) => new()
    {
        Sequence = sequence,
        EventId = string.Create(CultureInfo.InvariantCulture, $"ZR-{one.DocumentNumber}-{sequence}"),
        DocumentNumber = one.DocumentNumber,
        Kind = "专利权",
        Transferors = one.Before!.Split(';'),
        Transferees = one.After!.Split(';'),
        TransfereeUsccs = _codes.TryGetValue(one.After, out var code) ? [code] : [],
        EffectiveDate = one.EffectiveDate,
        AnnouncedDate = one.AnnouncedDate,
    };
}
