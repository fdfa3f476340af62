using DataBus.SampleBureaus.IpCenter;

namespace DataBus.SampleBureaus.Live;

/// <summary>Adds a legal event every other tick, a bad one now and then, and renews a licence every fifth.</summary>
internal sealed class FeedChurn(BureauBooks books, int seed)
{
    private const int EventEvery = 2;
    private const int LicenceEvery = 5;
    private const int BadEvery = 20;

    private readonly Random _random = new(seed ^ 0x0fee);

    public void Change(int tick, DateTime now)
    {
        // By the clock, so that sequences go on rising after a restart.
        var sequence = new DateTimeOffset(now, SampleDays.Beijing).ToUnixTimeMilliseconds();
        var day = DateOnly.FromDateTime(now);
        if (tick % EventEvery == 0)
            books.Events.Add(books.EventMaker.Next(_random, sequence, day, bad: tick % BadEvery == 0));
        if (tick % LicenceEvery == 0)
            Renew(sequence, day);
    }

    private void Renew(long sequence, DateOnly day)
    {
        var licence = _random.Pick(books.Licences.Items);
        var ends = day.AddYears(_random.Next(1, 6)).Iso();
        books.Licences.Replace(licence, licence with { Sequence = sequence, EffectiveTo = ends, State = "变更" });
    }
}
