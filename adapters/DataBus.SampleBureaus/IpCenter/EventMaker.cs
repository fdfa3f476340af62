using System.Globalization;
using DataBus.SampleBureaus.MarketRegulation;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>Makes legal events of the slice's granted patents: a grant, then up to three more each, one of them bad.</summary>
internal sealed class EventMaker(IReadOnlyList<GrantedPatent> patents, IReadOnlyList<Organisation> organisations)
{
    public const int Patents = 120;

    /// <summary>This patent's second event has an unknown code, and two more follow it.</summary>
    public const int PatentWithBadEvent = 17;

    public IReadOnlyList<LegalEvent> Make(int seed)
    {
        var random = new Random(seed ^ 0x1e9a);
        var drafts = patents.Take(Patents).SelectMany((patent, index) => Draft(random, patent, index));
        var sequence = 0L;
        return [.. drafts.OrderBy(draft => draft.Day).Select(draft => Event(random, draft.Patent, draft.Kind, draft.Day, ++sequence))];
    }

    /// <summary>One more event of some patent.</summary>
    public LegalEvent Next(Random random, long sequence, DateOnly day, bool bad)
    {
        var patent = patents[random.Next(Patents, patents.Count)];
        return Event(random, patent, bad ? EventKind.Unknown : random.Pick(EventKind.Later), day, sequence);
    }

    private static IEnumerable<(GrantedPatent Patent, EventKind Kind, DateOnly Day)> Draft(Random random, GrantedPatent patent, int index)
    {
        var day = new DateOnly(2019, 7, 12);
        yield return (patent, EventKind.Granted, day);
        var more = index == PatentWithBadEvent ? 3 : random.Next(4);
        for (var number = 0; number < more; number++)
        {
            day = day.AddDays(random.Next(60, 700));
            yield return (patent, index == PatentWithBadEvent && number == 0 ? EventKind.Unknown : random.Pick(EventKind.Later), day);
        }
    }

    private LegalEvent Event(Random random, GrantedPatent patent, EventKind kind, DateOnly day, long sequence) => new()
    {
        Sequence = sequence,
        EventId = string.Create(CultureInfo.InvariantCulture, $"{patent.DocumentNumber}-{kind.Code}-{sequence}"),
        DocumentNumber = patent.DocumentNumber,
        Code = kind.Code,
        Text = kind.HasRecord ? string.Create(CultureInfo.InvariantCulture, $"{kind.Name}；登记号：示例{day.Year}{sequence:D10}") : kind.Name,
        EffectiveDate = day.Iso(),
        AnnouncedDate = day.AddDays(14).Iso(),
        Before = kind.ChangesHolder ? patent.Holder : null,
        After = kind.ChangesHolder ? NewHolder(random) : null,
    };

    // A natural person now and then: the adapter has to mask it.
    private string NewHolder(Random random) => random.Chance(0.2)
        ? FictionalPeople.Make(random)
        : organisations[random.Next(OrganisationMaker.KnownToAll)].Name;
}
