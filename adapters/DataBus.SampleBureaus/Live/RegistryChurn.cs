using DataBus.SampleBureaus.MarketRegulation;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Live;

/// <summary>Alters a few registrations at each tick; every seventh tick spoils one, which the next such tick mends.</summary>
internal sealed class RegistryChurn(BureauBooks books, int seed)
{
    private const int BadEvery = 7;

    private readonly Random _random = new(seed ^ 0x11fe);
    private readonly RegistryDatabase _registry = books.Registry();
    private readonly RegistrationRow[] _rows = [.. books.Registrations];
    private int? _spoilt;

    /// <summary>How many registrations were written.</summary>
    public int Change(int tick, DateTime now)
    {
        var day = DateOnly.FromDateTime(now);
        var indexes = _random.Distinct(0, OrganisationMaker.KnownToAll, _random.Next(2, 6)).ToList();
        foreach (var index in indexes)
            _rows[index] = Alter(_rows[index], day);
        if (tick % BadEvery == 0)
            indexes.AddRange(SpoilAndMend(indexes));
        _registry.Save(indexes.Select(index => _rows[index]));
        return indexes.Count;
    }

    private RegistrationRow Alter(RegistrationRow row, DateOnly day)
    {
        var capital = CapitalTexts.Make(_random);
        return row with
        {
            Regcap = capital,
            Apprdate = day.Iso(),
            // The newest change only, and the oldest ones: a table that grows without end helps nobody to watch.
            Alterations = [.. row.Alterations.Take(3), new Alteration("注册资本变更", row.Regcap, capital, day.Iso())],
        };
    }

    private IEnumerable<int> SpoilAndMend(List<int> altered)
    {
        var mended = _spoilt;
        if (mended is { } last)
        {
            _rows[last] = _rows[last] with { RegstateCn = StateTexts.Registered };
            if (!altered.Contains(last))
                yield return last;
        }

        var next = _random.Distinct(0, OrganisationMaker.KnownToAll, OrganisationMaker.KnownToAll)
            .First(index => index != mended && !altered.Contains(index));
        _rows[next] = _rows[next] with { RegstateCn = StateTexts.Unknown };
        _spoilt = next;
        yield return next;
    }
}
