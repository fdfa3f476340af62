using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Evaluations;

/// <summary>Reads what units achieved, year by year, beside the scores that were reported.</summary>
internal static class EvaluationReader
{
    /// <summary>All units in the order of their names.</summary>
    /// <param name="view">The view.</param>
    /// <param name="log">The log.</param>
    /// <param name="unit">Only the unit with this code or name; empty: all.</param>
    /// <param name="year">Only this year; empty: all.</param>
    public static IEnumerable<EvaluatedUnit> Read(IViewReader view, IExchangeLog log, string unit, string year)
    {
        var units = new Units(view, log);
        var evidence = new Evidence(units);
        var achievements = new LiveContents(view, log).Of(Evidence.Facets).ToArray();
        var replaced = achievements
            .Select(static change => change.TechnicalContract)
            .Where(static contract => contract is { State: not "CANCELLED", ReplacesNumber.Length: > 0 } && contract.ReplacesNumber != contract.RegistrationNumber)
            .Select(static contract => contract.ReplacesNumber)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var change in achievements.Where(change => change.TechnicalContract is not { } contract || !replaced.Contains(contract.RegistrationNumber)))
            evidence.Count(change);

        var asked = unit.Length == 0 ? units.All : new[] { units.WithCode(unit) ?? units.WithName(unit) }.OfType<Unit>();
        return asked.Select(one => Of(one, units, evidence, year));
    }

    private static EvaluatedUnit Of(Unit unit, Units units, Evidence evidence, string year)
    {
        var reported = units.Evaluations.Where(one => units.WithCode(one.UnitUscc) == unit).ToLookup(static one => one.Year);
        var years = evidence.YearsOf(unit).Union(reported.Select(static one => one.Key))
            .Where(one => year.Length == 0 || one == year)
            .Order(StringComparer.Ordinal);
        return new EvaluatedUnit
        {
            Uscc = unit.Uscc,
            Name = unit.Name,
            Kind = unit.Kind,
            Years = { years.Select(one => new EvaluatedYear { Year = one, Computed = { evidence.Of(unit, one) }, Reported = reported[one].FirstOrDefault() }) },
        };
    }
}
