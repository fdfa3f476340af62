using DataBus.SampleBureaus.IpCenter;
using DataBus.SampleBureaus.Organisations;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Samples;

public sealed class EventMakerTests
{
    private readonly IReadOnlyList<GrantedPatent> _patents = GazetteSlice.Granted();

    [Fact]
    public void Granted_Slice_GivesEachDocumentOnce()
    {
        Assert.InRange(_patents.Count, 900, 1080);
        Assert.Equal(_patents.Count, _patents.Select(patent => patent.DocumentNumber).Distinct().Count());
        Assert.All(_patents, patent => Assert.Matches("^CN[0-9]{9}[BUS]$", patent.DocumentNumber));
    }

    [Fact]
    public void Make_Events_RiseAndHaveOneBadOneWithTwoSuccessors()
    {
        var events = new EventMaker(_patents, OrganisationMaker.Make(7)).Make(7);

        var bad = Assert.Single(events, legalEvent => legalEvent.Code == EventKind.Unknown.Code);
        var successors = events.Where(later => later.DocumentNumber == bad.DocumentNumber && later.Sequence > bad.Sequence);
        Assert.Equal(2, successors.Count());
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(legalEvent => legalEvent.Sequence));
        Assert.Equal(events.Count, events.Select(legalEvent => legalEvent.EventId).Distinct().Count());
    }

    [Fact]
    public void Make_Licences_HaveSoundLicenseesAndOneReversed()
    {
        var licences = new LicenceMaker(_patents, OrganisationMaker.Make(7)).Make(7);

        Assert.Single(licences, licence => string.CompareOrdinal(licence.EffectiveFrom, licence.EffectiveTo) > 0);
        Assert.All(licences, licence => Assert.True(CheckDigits.IsUscc(licence.LicenseeUscc)));
        Assert.Equal(LicenceMaker.Count, licences.Select(licence => licence.FilingNumber).Distinct().Count());
    }
}
