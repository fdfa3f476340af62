using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Smallest and largest value allowed, both included.</summary>
/// <typeparam name="T">What is compared: decimal numbers or civil dates.</typeparam>
internal sealed class LimitRange<T> where T : struct, IComparable<T>
{
    private readonly (T Limit, Rule Rule)? _min;
    private readonly (T Limit, Rule Rule)? _max;

    public LimitRange(FieldSpec spec, FieldRuleFactory factory, Func<string, T?> read)
    {
        if (spec.Min.Length > 0)
            _min = (Read(spec.Min), factory.Make("min", $"不应小于 {spec.Min}。", $"must not be below {spec.Min}."));
        if (spec.Max.Length > 0)
            _max = (Read(spec.Max), factory.Make("max", $"不应大于 {spec.Max}。", $"must not be above {spec.Max}."));

        T Read(string limit) => read(limit) ?? throw factory.Unsound($"\"{limit}\" is no limit for values of this format");
    }

    /// <summary>Answers the limit's rule that the value breaks, or null.</summary>
    public Rule? Judge(T value) =>
        _min is { } min && value.CompareTo(min.Limit) < 0 ? min.Rule
        : _max is { } max && value.CompareTo(max.Limit) > 0 ? max.Rule
        : null;
}
