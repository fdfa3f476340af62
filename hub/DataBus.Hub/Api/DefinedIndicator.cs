using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>What the definition tells of an indicator, before any number.</summary>
internal static class DefinedIndicator
{
    public static IndicatorState Of(string code, IndicatorDefinition definition, IReadOnlyList<Observation> observations)
    {
        var state = new IndicatorState
        {
            Code = code,
            Name = definition.Name,
            Unit = definition.Unit,
            Direction = definition.Direction,
            Period = definition.Period,
            Scope = definition.Scope,
            Owner = definition.Owner,
            Deadline = definition.Deadline,
            TargetText = definition.TargetText,
            TargetExclusive = definition.TargetExclusive,
            Method = definition.Method,
            Formula = definition.FormulaText,
            Baseline = BaselineOf(definition, observations),
        };
        if (definition.HasTarget)
            state.Target = definition.Target;
        return state;
    }

    private static Baseline? BaselineOf(IndicatorDefinition definition, IReadOnlyList<Observation> observations)
    {
        if (definition.Baseline is not { HasValue: false } missing)
            return definition.Baseline;

        var reports = observations.Where(one => one.HasValue && one.Period == missing.AsOf).ToArray();
        return reports.Select(static one => DecimalText.Normalise(one.Value).ToString()).Distinct().ToArray() is [var value]
            ? new Baseline(missing) { Value = value, Source = string.Join('、', reports.Select(static one => one.Reporter)) }
            : missing;
    }
}
