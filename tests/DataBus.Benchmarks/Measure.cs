using System.Globalization;

namespace DataBus.Benchmarks;

/// <summary>Values of one thing over the rounds.</summary>
internal sealed class Measure(string name, string unit)
{
    private readonly List<double> _values = [];

    public bool IsEmpty => _values.Count == 0;

    public double Median => Percentile(_values, 0.5);

    public void Add(double value) => _values.Add(value);

    /// <summary>The value below which a share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min((int)(sorted.Count * share), sorted.Count - 1)];
    }

    /// <summary>The machine's load over the last minute, against its cores.</summary>
    public static string Load() =>
        $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores";

    public string Summary(Measure? against = null)
    {
        var ratio = against is null or { IsEmpty: true } ? "" : string.Create(CultureInfo.InvariantCulture, $"   hub / this = {against.Median / Median:0.00}");
        return string.Create(
            CultureInfo.InvariantCulture, $"  {name,-26} median {Median,11:N2} {unit,-10} ({_values.Min():N2} to {_values.Max():N2}){ratio}");
    }
}
